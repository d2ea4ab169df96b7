import { explainRoute } from '@/lib/http/explain-route';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: explainRoute() });
