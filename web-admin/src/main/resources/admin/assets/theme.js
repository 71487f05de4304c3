// Loaded before anything is drawn: a page that follows the system is dark from the beginning where the system is.
(function () {
  const root = document.documentElement;
  if (root.dataset.theme !== 'system') return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();
})();
