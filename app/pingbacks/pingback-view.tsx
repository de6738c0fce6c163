import { Time } from "~/design/calendar";
import { Names } from "~/people/byline";
import { postPath } from "~/posts/post";
import { type PingbackView, pingbackPath } from "./pingback";

/** "Pingback: …": a post that links here, with the sentence that does. */
export function PingbackArticle({ pingback }: { pingback: PingbackView }) {
  return (
    <article
      className="response pingback"
      aria-label={`Response ${pingback.number}, a pingback from ${pingback.title}`}
    >
      <header>
        <span className="response-number" aria-hidden="true">
          {pingback.number}
        </span>
        <h3>
          Pingback: <a href={postPath(pingback.slug)}>{pingback.title}</a>
        </h3>
        <p className="response-line">
          by <Names people={pingback.writers} /> ·{" "}
          <a href={pingbackPath(pingback.id)} rel="bookmark">
            <Time at={pingback.createdAt} style="moment" />
          </a>
        </p>
      </header>
      <blockquote className="prose">
        <p>{pingback.sentence}</p>
      </blockquote>
    </article>
  );
}
