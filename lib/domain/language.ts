/** The languages Savepoint speaks. */
export type Language = 'en' | 'zh';

export const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** What is spoken where nothing else was asked for, and what every record is written in. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** The language as HTML and HTTP name it. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
