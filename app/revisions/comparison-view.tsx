import type { Comparison, Part, Passage } from "./comparison";

/** Unchanged paragraphs beside a change that stay in view. */
const CONTEXT = 1;

/** Two texts compared. Screen readers hear what is removed and added, because few of them announce it by themselves. */
export function ComparisonView({ comparison: { fields, passages, isSame } }: { comparison: Comparison }) {
  if (isSame) return <p>There is no difference in the words.</p>;
  return (
    <div className="comparison">
      <p className="comparison-key">
        <del>Removed words</del> are struck through, <ins>added words</ins> are underlined.
      </p>
      {fields.length > 0 ? (
        <dl className="comparison-fields">
          {fields.map(({ label, parts }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">
                <Parts parts={parts} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {passages.every(({ kind }) => kind === "same") ? (
        <p className="comparison-key">The text is the same.</p>
      ) : (
        passages.map((passage, index) => (
          <PassageView
            // biome-ignore lint/suspicious/noArrayIndexKey: pages are rendered once, on the server.
            key={index}
            passage={passage}
            isFirst={index === 0}
            isLast={index === passages.length - 1}
          />
        ))
      )}
    </div>
  );
}

function PassageView({ passage, isFirst, isLast }: { passage: Passage; isFirst: boolean; isLast: boolean }) {
  if (passage.kind === "changed")
    return (
      <div className="comparison-changed" dir="auto">
        <Parts parts={passage.parts} />
      </div>
    );
  const { paragraphs } = passage;
  const from = isFirst ? 0 : CONTEXT;
  const to = paragraphs.length - (isLast ? 0 : CONTEXT);
  // Folding one paragraph would save nothing.
  if (to - from < 2) return <Paragraphs texts={paragraphs} />;
  return (
    <>
      <Paragraphs texts={paragraphs.slice(0, from)} />
      <details>
        <summary>{to - from} unchanged paragraphs</summary>
        <Paragraphs texts={paragraphs.slice(from, to)} />
      </details>
      <Paragraphs texts={paragraphs.slice(to)} />
    </>
  );
}

const Paragraphs = ({ texts }: { texts: string[] }) => (
  <>
    {texts.map((text, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: pages are rendered once, on the server.
      <p key={index} className="comparison-same" dir="auto">
        {text}
      </p>
    ))}
  </>
);

const Parts = ({ parts }: { parts: Part[] }) => (
  <>
    {parts.map(({ kind, text }, index) => {
      if (kind === "same") return text;
      const Mark = kind === "added" ? "ins" : "del";
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are rendered once, on the server.
        <Mark key={index}>
          <span className="spoken"> [{kind === "added" ? <>added</> : <>removed</>}: </span>
          {text.trim() === "" ? <Break text={text} /> : text}
          <span className="spoken">] </span>
        </Mark>
      );
    })}
  </>
);

/** A line break alone would not be seen. */
const Break = ({ text }: { text: string }) =>
  text.includes("\n") ? (
    <>
      <span aria-hidden="true">¶</span>
      <span className="spoken">line break</span>
      {text}
    </>
  ) : (
    text
  );
