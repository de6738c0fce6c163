/** The keys of a discussion. Its script (script/keys.ts) has an act for each. */
export const KEYS = [
  { key: "j", words: "next response" },
  { key: "k", words: "previous response" },
  { key: "n", words: "next new response" },
  { key: "u", words: "the response that it replies to" },
  { key: "r", words: "reply" },
  { key: "f", words: "fold or unfold its replies" },
] as const;

export type Key = (typeof KEYS)[number]["key"];

/** The list of keys, and the switch that turns them off (WCAG 2.1.4). Without the script there are no keys, and this stays hidden. */
export const KeyHelp = () => (
  <details className="keys" hidden>
    <summary>Keys</summary>
    <p>
      They work while a response or a link in it has the focus. Click a response, or press <kbd>Tab</kbd>{" "}
      until you are there.
    </p>
    <dl>
      {KEYS.map(({ key, words }) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
    <p>
      <label>
        <input type="checkbox" /> Use these keys on this device
      </label>
    </p>
  </details>
);
