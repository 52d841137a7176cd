/** What stands in the inputs of a form, by input id. Everything in it came from outside: offered options can be tampered with. */
export interface Typed {
  /** null when the form has no such input; '' when it is empty. A day comes as the platform wrote it. */
  words(id: string): string | null;
  choice(id: string): string | null;
  chosen(id: string): { value: string; label: string }[] | null;
  ticked(id: string, value: string): boolean | null;
}
