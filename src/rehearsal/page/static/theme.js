/** Light or dark: as the system has it, until one chooses here. The choice is remembered. */
import { h, icon } from './dom.js';

const system = matchMedia('(prefers-color-scheme: dark)');

/** 'light' or 'dark', as it is now. */
export const themeNow = () => document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light');

export function whenThemeChanges(draw) {
  system.addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

export function startTheme(button) {
  const isDark = () => themeNow() === 'dark';
  const draw = () => {
    const next = isDark() ? 'light' : 'dark';
    button.replaceChildren(icon(next === 'dark' ? 'moon' : 'sun'), h('span', {}, next === 'dark' ? 'Dark' : 'Light'));
    button.setAttribute('aria-label', next === 'dark' ? 'Dark: use the dark theme' : 'Light: use the light theme');
  };
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('rehearsal-theme', theme);
    } catch {
      // Then it holds for this window.
    }
    draw();
  });
  system.addEventListener('change', draw);
  draw();
}
