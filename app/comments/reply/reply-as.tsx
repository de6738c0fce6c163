import { Choice } from "~/design/form/choice";

/** The choice of a member, where the site allows it: to reply under their name, or as any guest does. */
export const ReplyAs = ({ name, value }: { name: string; value: string | undefined }) => (
  <Choice
    name="account"
    legend="Reply"
    value={value === "none" ? "none" : "mine"}
    options={[
      { value: "mine", label: `As ${name}`, hint: "With your account." },
      {
        value: "none",
        label: "Without my account",
        hint: "As a guest, under another name. Nothing that is stored connects it with you, also for the people who run this site. You get a private link to edit or delete it.",
      },
    ]}
  />
);
