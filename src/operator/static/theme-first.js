// The remembered theme, before anything is drawn. A module would come too late and the page would flash.
{
  let theme = null;
  try {
    theme = localStorage.getItem('operator-theme');
  } catch {
    // A browser that keeps nothing follows the system.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
