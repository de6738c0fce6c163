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
  const hrefOf = (name: Order, query: string) =>
    `${name === "oldest" ? postPath(post.slug) : responsesPath(post.slug)}${query}#responses`;
  return (
    <OrderNavigation
      orders={ORDERS.map(({ name, words, query }) => ({ words, href: hrefOf(name, query) }))}
      current={ORDERS.findIndex(({ name }) => name === order)}
    />
  );
}

/** Links to a discussion in each order; `current` is the index of the one that the page has. */
export const OrderNavigation = ({
  orders,
  current,
}: {
  orders: { words: string; href: string }[];
  current: number;
}) => (
  <nav className="order-links" aria-label="Order of the responses">
    <ul>
      {orders.map(({ words, href }, index) => (
        <li key={words}>
          {index === current ? (
            <span aria-current="true">{words}</span>
          ) : (
            <a href={href} rel="nofollow">
              {words}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
);
