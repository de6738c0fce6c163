/** How the queue is worked by key. Without its script (scripts/queue.ts) there are no keys, and this stays hidden. */
export const QueueKeys = () => (
  <details className="queue-keys" hidden>
    <summary>Keys</summary>
    <p>
      <label>
        <input type="checkbox" /> Use keys in this list, on this device
      </label>
    </p>
    <p>
      They work while the list has the focus: <kbd>j</kbd> <kbd>k</kbd> or <kbd>↓</kbd> <kbd>↑</kbd> next and
      previous, <kbd>a</kbd> approve, <kbd>h</kbd> hold, <kbd>s</kbd> spam, <kbd>r</kbd> remove, <kbd>x</kbd>{" "}
      select, <kbd>u</kbd> undo.
    </p>
  </details>
);
