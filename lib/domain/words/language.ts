/** The languages Savepoint speaks. */
export type Language = 'en' | 'zh';

export const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** What is spoken where nothing else was asked for, and what every record is written in. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** The cookie that keeps what a visitor chose. */
export const LANGUAGE_COOKIE = 'language';
