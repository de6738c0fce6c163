import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { pingbackPath } from "~/pingbacks/pingback";
import type { RecentResponse } from "./response";

export function RecentResponses({ responses }: { responses: RecentResponse[] }) {
  if (responses.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 id="recent-title" className="section-title">
        Recent responses
      </h2>
      <ul>
        {responses.map((response) => (
          <li key={`${response.kind}-${response.id}`}>
            <p className="recent-line">
              {response.kind === "pingback" ? `Pingback from ‘${response.from}’` : response.from} on{" "}
              <a href={recentPath(response)}>{response.post.title}</a>, <Time at={response.createdAt} />
            </p>
            <p className="recent-excerpt">{response.excerpt}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const recentPath = ({ kind, id }: RecentResponse) =>
  kind === "comment" ? commentPath(id) : pingbackPath(id);
