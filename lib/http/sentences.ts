import 'server-only';

/** Why a read of one instance finds nothing. */
export const NO_SUCH_INSTANCE = 'No instance has this id. It may have been removed; GET /api/instances lists them all.';
export const NO_SUCH_ACTION = 'No action has this id. GET /api/audit lists them all.';
export const NO_OVERRIDES_YET =
  'The end of an override cannot be set in this version: switch the guard back on when saves work again.';
