import { type PostSummary, postPath } from "~/posts/post";
import { ORDERS, type Order, responsesPath } from "./response-order";

/** A discussion that fits on a screen or two is read in one order. */
const MIN_RESPONSES = 8;

/** The orders in which a discussion can be read. */
export function OrderLinks({
  post,
  order,
}: {
  post: Pick<PostSummary, "slug" | "responseCount">;
  order: Order;
}) {
  if (post.responseCount < MIN_RESPONSES) return null;
  return (
    <nav className="order-links" aria-label="Order of the responses">
      <ul>
        {ORDERS.map(({ name, words, query }) => (
          <li key={name}>
            {name === order ? (
              <span aria-current="true">{words}</span>
            ) : (
              <a
                href={`${name === "oldest" ? postPath(post.slug) : responsesPath(post.slug)}${query}#responses`}
                rel="nofollow"
              >
                {words}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
