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
  if (dialog) dialog.addEventListener('close', () => {
    const draft = dialog.querySelector('[data-discard]');
    if (draft) {
      const token = JSON.parse(document.body.getAttribute('hx-headers'));
      fetch(draft.dataset.discard, { method: 'POST', headers: token, keepalive: true });
    }
    dialog.replaceChildren();
  });

  // Times in the words of the browser's own zone, once somebody points at one: until then it is the server's.
  let local;
  document.addEventListener('pointerover', event => {
    const time = event.target.closest('time[datetime]');
    if (!time) return;
    local ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    time.title = local.format(new Date(time.dateTime));
  });

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
  let events;
  let followed;
  let begun = false;
  const live = () => document.querySelector('[data-events]')?.dataset.events;
  const follow = () => {
    if (events) events.close();
    begun = true;
    followed = live();
    events = followed && new EventSource(followed);
    if (!events) return;
    events.addEventListener('part', event => {
      const holder = document.createElement('template');
      holder.innerHTML = event.data;
      holder.content.querySelectorAll('[id]').forEach(part => {
        const old = document.getElementById(part.id);
        if (old && !old.contains(document.activeElement)) {
          old.replaceWith(part);
          if (window.htmx) window.htmx.process(part);
        }
      });
    });
    events.addEventListener('ended', event => document.body.dispatchEvent(new CustomEvent('ended-' + event.data)));
  };
  if (window.EventSource) {
    // Once the page is there: what happens meanwhile is told then.
    addEventListener('load', () => setTimeout(follow, 500));
    // A page that is drawn anew follows what it shows now: a run that has ended tells nothing more.
    document.addEventListener('htmx:afterSettle', () => {
      if (begun && followed !== live()) follow();
    });
    addEventListener('pagehide', () => events && events.close());
  }

  // A problem that answers a part of a page is shown where people look for it, and told to screen readers. What opens on top
  // of the page hides the page's own place for it.
  const problems = () => {
    if (!dialog || !dialog.open) return document.getElementById('problems');
    const there = dialog.querySelector('[data-problems]');
    if (there) return there;
    const place = document.createElement('div');
    place.dataset.problems = '';
    place.setAttribute('role', 'alert');
    dialog.prepend(place);
    return place;
  };
  document.addEventListener('htmx:beforeSwap', event => {
    const status = event.detail.xhr.status;
    if (status >= 400) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      if (status !== 422) {
        event.detail.target = problems();
        event.detail.swapOverride = 'innerHTML';
      }
    }
  });
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target.matches('#problems, [data-problems]')) event.target.scrollIntoView({ block: 'nearest' });
  });

  // Secrets: shown while somebody types them, and without the blanks that copying brings along.
  document.addEventListener('focusin', event => {
    if (event.target.matches('[data-secret]')) event.target.type = 'text';
  });
  document.addEventListener('focusout', event => {
    if (event.target.matches('[data-secret]')) event.target.type = 'password';
  });
  document.addEventListener('paste', event => {
    const input = event.target;
    if (!input.matches || !input.matches('[data-secret]') || !event.clipboardData) return;
    event.preventDefault();
    input.setRangeText(event.clipboardData.getData('text').trim(), input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

  // Long lists: what is listed already is searched here.
  document.addEventListener('input', event => {
    const list = event.target.dataset && document.getElementById(event.target.dataset.filter);
    if (!list) return;
    const words = event.target.value.trim().toLowerCase();
    list.querySelectorAll('li:not(.more)').forEach(line => {
      line.hidden = !line.textContent.toLowerCase().includes(words);
    });
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.matches('[data-filter]')) event.preventDefault();
  });

  // Accounts: the window in which one was connected tells the form that waits for it.
  const accounts = window.BroadcastChannel && new BroadcastChannel('tributary-accounts');
  const connected = document.querySelector('[data-account-connected]');
  if (accounts && connected) {
    accounts.postMessage(connected.dataset.accountConnected);
    window.close();
  }
  if (accounts) accounts.onmessage = event => document.querySelectorAll('[data-accounts]').forEach(list => {
    list.querySelector('[name=connected]').value = event.data;
    window.htmx.trigger(list, 'accounts-changed');
  });

  // The browser knows its own zone.
  document.addEventListener('htmx:load', event => event.target.querySelectorAll('[data-zone]').forEach(zone => {
    if (!zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }));

  // What is wrong is where the focus goes; secrets stay as they are typed, so they are marked here.
  document.addEventListener('htmx:afterSettle', event => {
    document.querySelectorAll('[data-secret]').forEach(input => {
      const error = document.getElementById(input.id + '-error');
      input.setAttribute('aria-invalid', String(!!error && error.textContent.trim() !== ''));
    });
    const xhr = event.detail.xhr;
    const wrong = xhr && xhr.status === 422 && document.querySelector('#connector-form [aria-invalid=true], #form-problems .alert');
    if (wrong) {
      const more = wrong.closest('details');
      if (more) more.open = true;
      wrong.scrollIntoView({ block: 'center' });
      wrong.focus({ preventScroll: true });
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
