import { personPath } from "~/people/person";
import { As } from "../../session/as";

/** On a person's page, for members. */
export const MuteForm = ({
  as,
  person,
  isMuted,
}: {
  as: number;
  person: { handle: string; name: string };
  isMuted: boolean;
}) => (
  <form method="post" action={`${personPath(person.handle)}/${isMuted ? "unmute" : "mute"}`} className="mute">
    <As id={as} />
    <p className="field-hint" id="mute-hint">
      {isMuted
        ? "You have muted this person: you see their comments folded to one line. "
        : "Fold this person’s comments to one line, for you alone. "}
      Nobody else sees whom you mute. <a href="/settings/muted">Muted people</a>
    </p>
    <p>
      <button type="submit" className="quiet" aria-describedby="mute-hint">
        {isMuted ? "Unmute" : "Mute"} <bdi>{person.name}</bdi>
      </button>
    </p>
  </form>
);
