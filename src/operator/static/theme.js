/** Light or dark: as the system has it, until one chooses here. The choice is remembered. */
const system = matchMedia('(prefers-color-scheme: dark)');

/** 'light' or 'dark', as it is now. */
export const themeNow = () => document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light');

export function whenThemeChanges(draw) {
  system.addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

export function startTheme(button) {
  const draw = () => {
    button.textContent = themeNow() === 'dark' ? 'Use the light theme' : 'Use the dark theme';
  };
  button.addEventListener('click', () => {
    const theme = themeNow() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('operator-theme', theme);
    } catch {
      // Then it holds for this window.
    }
  });
  whenThemeChanges(draw);
  draw();
  button.hidden = false;
}
