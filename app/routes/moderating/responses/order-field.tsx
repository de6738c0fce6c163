import type { Order } from "./moderation-form";

/** Takes the moderator back to the queue in the order in which they read it. */
export const OrderField = ({ order }: { order: Order }) =>
  order === "newest" ? null : <input type="hidden" name="order" value={order} />;
