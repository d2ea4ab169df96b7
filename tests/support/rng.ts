export { seeded } from '../../scripts/lib/seeded.mjs';
