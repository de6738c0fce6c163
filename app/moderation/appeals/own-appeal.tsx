import { Time } from "~/design/calendar";
import { explainDecision } from "../moderation-emails";
import { appealStatus } from "./appeal";

/** What became of an appeal, for whoever made it. */
export const OwnAppeal = ({
  appeal: { status, text, words, createdAt, answeredAt },
}: {
  appeal: { status: string; text: string; words: string; createdAt: Date; answeredAt: Date | null };
}) => (
  <section aria-labelledby="appeal-title">
    <h2 id="appeal-title">{TITLES[status]}</h2>
    <p>
      You asked for another look on <Time at={createdAt} style="moment" />
      {text ? (
        <>
          : <q dir="auto">{text}</q>
        </>
      ) : (
        "."
      )}
    </p>
    {answeredAt ? (
      <>
        <p>
          A moderator answered on <Time at={answeredAt} style="moment" />:{" "}
          {status === appealStatus.reversed ? "the decision was reversed." : "the decision stands."}
        </p>
        {explainDecision({ reason: "", words }).map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))}
      </>
    ) : (
      <p>This page tells you what they decide.</p>
    )}
  </section>
);

const TITLES: Record<string, string> = {
  [appealStatus.open]: "Your appeal is waiting for a moderator",
  [appealStatus.upheld]: "The decision stands",
  [appealStatus.reversed]: "The decision was reversed",
};
