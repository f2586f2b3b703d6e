import { createHash } from 'node:crypto';
import type { Markup } from './escape.ts';

/**
 * The page's one script: filters. It reads what stands in the page and hides what does not match; it makes no markup, keeps
 * nothing and asks nobody. Without it everything is shown.
 */
const SCRIPT = `
for (const form of document.querySelectorAll('form.filters')) {
  const list = document.getElementById(form.dataset.list);
  const ones = [...list.querySelectorAll('[data-one]')];
  const boxes = [...list.querySelectorAll('[data-box]')];
  const shown = form.querySelector('output');
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value.trim() !== '');
    const fits = (one) => wanted.every(([name, value]) => name === 'words'
      ? one.textContent.toLowerCase().includes(value.trim().toLowerCase())
      : (one.dataset[name] || '').split(' ').includes(value));
    let count = 0;
    for (const one of ones) {
      const on = fits(one);
      one.classList.toggle('off', !on);
      if (on) count += 1;
    }
    for (const box of boxes) {
      const any = box.querySelector('[data-one]:not(.off)') !== null;
      box.classList.toggle('off', !any);
      if (box.tagName === 'DETAILS') box.open = any && wanted.length > 0;
    }
    shown.textContent = count + ' / ' + ones.length;
  };
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
const uncover = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.closest('.off')) return;
  for (const form of document.querySelectorAll('form.filters')) form.reset();
  setTimeout(() => target.scrollIntoView());
};
addEventListener('hashchange', uncover);
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('details:not([open])')) { one.open = true; one.dataset.shut = ''; }
});
addEventListener('afterprint', () => {
  for (const one of document.querySelectorAll('details[data-shut]')) { one.open = false; delete one.dataset.shut; }
});
`;

export const SCRIPT_ELEMENT: Markup = { markup: `<script>${SCRIPT}</script>` };

/** The only script that the page's policy lets run. */
export const SCRIPT_POLICY = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;
