import type { Overviews } from '#application/overview.ts';
import type { ProviderDirectory } from '#application/provider-search.ts';
import * as say from '#copy/operator-page.ts';
import { type Html, html, nothing } from './html.ts';
import {
  deliveriesSection,
  glanceSection,
  questionsSection,
  thinSection,
  waitingSection,
  weeksSection,
} from './sections.ts';

export interface PageParts {
  overviews: Overviews;
  providers: Pick<ProviderDirectory, 'find'>;
  now(): number;
}

/** Half a year. */
const weeksShown = 26;

/** The page as it is now. @param signedIn there is somebody who can sign out */
export async function operatorPage({ overviews, providers, now }: PageParts, signedIn: boolean): Promise<string> {
  const at = now();
  // One after the other: the embedded database answers clicks between them.
  const waiting = await overviews.waiting(at);
  const weeks = await overviews.weeks(at, weeksShown);
  const thin = await overviews.thin();
  const names = await providers.find(thin.facilities.map(({ ccn }) => ccn));
  const questions = await overviews.questions();
  const deliveries = await overviews.deliveries(at);
  return document(
    say.title,
    html`<header class="bar"><h1>${say.title}</h1><p class="quiet">${say.asOf(at)}</p><button type="button" id="theme" hidden></button>${signedIn ? leave : nothing}</header>
<main><p class="quiet">${say.readOnly}</p>${glanceSection({ waiting, weeks, thin, questions, deliveries }, at)}${waitingSection(waiting, at)}${weeksSection(weeks)}${thinSection(thin, names)}${questionsSection(questions)}${deliveriesSection(deliveries)}</main>`,
  );
}

const leave = html`<form method="post" action="/sign-out"><button type="submit">${say.signOut}</button></form>`;

/** The form for the token. @param wrong why it is shown once more */
export function signInPage(wrong: string | null): string {
  const { signIn } = say;
  const problem = wrong === null ? nothing : html`<p id="wrong" class="wrong" role="alert">${wrong}</p>`;
  const described = wrong === null ? 'hint' : 'wrong hint';
  return document(
    signIn.title,
    html`<main class="door"><h1>${signIn.heading}</h1><form method="post" action="/sign-in">
<label for="token">${signIn.label}</label><p id="hint" class="quiet">${signIn.hint}</p>${problem}
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus maxlength="256" aria-describedby="${described}"${wrong === null ? nothing : html` aria-invalid="true"`}>
<button type="submit">${signIn.button}</button></form></main>`,
  );
}

function document(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title>
<script src="/theme-first.js"></script><link rel="stylesheet" href="/page.css"><script src="/chart.js" defer></script><script type="module" src="/page.js"></script></head>
<body>${body}</body></html>
`.html;
}
