/** A time of day as a person is told it, as the source of an expression: near midnight it has its day before it. */
export const TOLD_TIME = String.raw`(?:\d{1,2} [A-Z][a-z]{2} \d{4},? )?\d\d:\d\d:\d\d UTC`;
