import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { Prose } from "~/design/prose";
import { orcidAddress } from "../orcid";
import { personPath } from "../person";

interface PersonHeadProps {
  person: {
    name: string;
    handle: string;
    bioHtml: string;
    /** Their website. */
    site: string | null;
    orcid: string | null;
    memberSince: Date | null;
  };
  /** Whether the viewer sees their own profile. */
  isTheirs: boolean;
  /** Whether the viewer may edit this writer, who has no account. */
  mayEdit?: boolean;
}

/** The head of a profile: name, handle, bio and website. */
export function PersonHead({ person, isTheirs, mayEdit = false }: PersonHeadProps) {
  const { name, handle, bioHtml, site, orcid, memberSince } = person;
  return (
    <header className="page-head person-head">
      <p className="kicker">
        <a href="/people">People</a>
      </p>
      <h1 dir="auto">{name}</h1>
      <FactRow className="person-line">
        {handle}
        {memberSince ? (
          <>
            member since <Time at={memberSince} />
          </>
        ) : null}
      </FactRow>
      <Prose html={bioHtml} className="about" />
      {site ? (
        <p className="person-line">
          <a href={site} rel="me nofollow ugc noopener" className="elsewhere">
            {displayAddress(site)}
          </a>
        </p>
      ) : null}
      {orcid ? (
        <p className="person-line">
          ORCID iD:{" "}
          <a href={orcidAddress(orcid)} rel="me noopener" className="elsewhere">
            {orcid}
          </a>
        </p>
      ) : null}
      {isTheirs ? (
        <p className="person-line">
          <a href="/settings">Edit your profile</a>
        </p>
      ) : null}
      {mayEdit ? (
        <p className="person-line">
          <a href={`${personPath(handle)}/edit`}>Edit this writer</a>
        </p>
      ) : null}
    </header>
  );
}

/** An address without scheme and trailing slash: "example.org/notes". */
const displayAddress = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
