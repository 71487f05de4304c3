// What pages do beyond htmx; all of them work without it, too, as far as a page can.
(function () {
  'use strict';

  // Dialogs: a link with data-dialog opens what it leads to on top of the page.
  const dialog = document.getElementById('dialog');
  document.addEventListener('htmx:afterSwap', event => {
    if (dialog && event.target.id === 'dialog' && !dialog.open) dialog.showModal();
  });
  document.addEventListener('click', event => {
    const closing = event.target.closest('[data-close]');
    if (closing && dialog && dialog.contains(closing)) {
      event.preventDefault();
      dialog.close();
    }
  });
  if (dialog) dialog.addEventListener('close', () => dialog.replaceChildren());

  // Times in the words of the browser's own zone.
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const tell = root => root.querySelectorAll('time[datetime]').forEach(time => {
    time.title = local.format(new Date(time.dateTime));
  });
  tell(document);
  document.addEventListener('htmx:load', event => tell(event.target));

  // Menus close when one goes elsewhere.
  document.addEventListener('click', event => {
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target)) menu.removeAttribute('open');
    });
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      menu.removeAttribute('open');
      menu.querySelector('summary').focus();
    });
  });

  // Live parts: the server sends an element anew, and it takes the place of the one with its id.
  const live = document.querySelector('[data-events]');
  if (live && window.EventSource) {
    const events = new EventSource(live.dataset.events);
    events.addEventListener('part', event => {
      const holder = document.createElement('template');
      holder.innerHTML = event.data;
      holder.content.querySelectorAll('[id]').forEach(part => {
        const old = document.getElementById(part.id);
        if (old && !old.contains(document.activeElement)) {
          old.replaceWith(part);
          if (window.htmx) window.htmx.process(part);
          tell(part);
        }
      });
    });
    events.addEventListener('ended', event => document.body.dispatchEvent(new CustomEvent('ended-' + event.data)));
    addEventListener('pagehide', () => events.close());
  }

  // A problem that answers a part of a page is shown where people look for it, and told to screen readers.
  document.addEventListener('htmx:beforeSwap', event => {
    const status = event.detail.xhr.status;
    if (status >= 400) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      if (status !== 422) {
        event.detail.target = document.getElementById('problems');
        event.detail.swapOverride = 'innerHTML';
      }
    }
  });
})();

// Ticks all boxes of a table.
document.addEventListener('change', event => {
  if (!event.target.matches('[data-tick-all]')) return;
  event.target.closest('form').querySelectorAll('input[name="id"]').forEach(box => { box.checked = event.target.checked; });
});

// Operators are offered for the word that is being typed, not for the whole line.
document.addEventListener('input', event => {
  const field = event.target;
  if (!field.matches('[data-operators]')) return;
  const list = field.list;
  if (!list.all) list.all = [...list.options].map(option => option.value);
  const before = field.value.slice(0, field.value.lastIndexOf(' ') + 1);
  const word = field.value.slice(before.length);
  list.replaceChildren(...(word ? list.all.filter(one => one.startsWith(word)) : []).map(one => {
    const option = document.createElement('option');
    option.value = before + one;
    return option;
  }));
});
