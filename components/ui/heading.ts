/**
 * The id of the heading in each page: `h1`. A browser that knows `rel="expect"` paints nothing before that is there, for each frame without it would be an
 * empty one, and costs as much as one that says something.
 */
export const HEADING = 'heading';
