import { confirmed } from './rows/confirmed.mjs';
import { fleet } from './rows/fleet.mjs';
import { history } from './rows/history.mjs';
import { interaction } from './rows/interaction.mjs';
import { memory } from './rows/memory.mjs';
import { page } from './rows/page.mjs';
import { seen } from './rows/seen.mjs';
import { start } from './rows/start.mjs';
import { stream } from './rows/stream.mjs';
import { thousand } from './rows/thousand.mjs';
import { watching } from './rows/watching.mjs';

/** The rows by their names on the command line, in the order of the table. @satisfies {Record<string, import('./row.mjs').Row>} */
export const ROWS = { watching, fleet, seen, confirmed, start, page, memory, stream, interaction, thousand, history };
