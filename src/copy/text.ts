/** Text with the few marks that every channel has. Plain strings are shown as they are. */
export type Span = string | { bold: string } | { link: string; to: string } | { at: number; dated?: true };
export type Text = readonly Span[];

/** Bold words. */
export const bold = (words: string): Span => ({ bold: words });

/** A link with its words. */
export const link = (words: string, to: string): Span => ({ link: words, to });

/** A moment (ms since 1970), shown in the reader's own time zone. */
export const moment = (ms: number): Span => ({ at: ms });

/** A moment as its date, for after "on": never "today", which would read "on today". */
export const dated = (ms: number): Span => ({ at: ms, dated: true });

/** The words alone, for a notification or a terminal. Moments are given as UTC. */
export function plain(text: Text): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('bold' in span) return span.bold;
      if ('link' in span) return span.link;
      return `${new Date(span.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    })
    .join('');
}
