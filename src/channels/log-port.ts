/** The little of a logger that channels use: an object of ids and codes, then a sentence. */
export interface Logger {
  info(about: object, sentence: string): void;
  warn(about: object, sentence: string): void;
  error(about: object, sentence: string): void;
}
