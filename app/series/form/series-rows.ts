// The rows of a series' form, and moving one past its neighbour.

import { type AnnouncedPart, inOrder } from "../series";
import { announcedFields, announcedRows, partField, type SeriesForm } from "./series-form.schema";

export interface EditedPost {
  id: number;
  title: string;
  status: string;
  part: number;
}

export interface SeriesRow {
  /** The name of the field with its number. */
  field: string;
  title: string;
  /** Null for an announced part. */
  post: EditedPost | null;
  /** Whether it has no part yet. */
  isNew: boolean;
}

/** The row in which the next part is announced. Stored ones have their number, which is at least 1. */
const NEW_ROW = "0";

/** What the form shows of a series as it is stored. */
export function toValues(posts: EditedPost[], announced: AnnouncedPart[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { id, part } of posts) values[partField(id)] = String(part);
  for (const { part, title, expected } of announced) {
    const fields = announcedFields(part);
    Object.assign(values, {
      [fields.part]: String(part),
      [fields.title]: title,
      [fields.expected]: expected,
    });
  }
  return values;
}

/** The rows for posts and for the announced parts of a form's values, in the order of the stored numbers. */
export function toRows(posts: EditedPost[], values: Record<string, string>): SeriesRow[] {
  const rows = announcedRows(values).filter((row) => row !== NEW_ROW);
  const announced = rows.map((row) => ({
    part: Number(row),
    title: values[announcedFields(row).title] ?? "",
    expected: "",
  }));
  return [
    ...inOrder({ parts: posts, announced }).map(({ part, post, announced }) => ({
      field: post ? partField(post.id) : announcedFields(part).part,
      title: post ? post.title : announced.title || `Part ${part}`,
      post,
      isNew: false,
    })),
    { field: announcedFields(NEW_ROW).part, title: "", post: null, isNew: true },
  ];
}

/** Moves the row of a button ("up:part-12") past its neighbours: they swap their numbers. An announced part and the post that it
 *  announces have one number and move together. Returns the form after it, and the row's name then; null if there is no such row. */
export function movePart(form: SeriesForm, button: string): { form: SeriesForm; row: string } | null {
  const [, way, kind, key] = /^(up|down):(part|announced)-(\d{1,10})$/.exec(button) ?? [];
  const own = kind === "part" ? form.parts.get(Number(key)) : Number(key);
  const numbers = [...new Set([...form.parts.values(), ...form.announced.map(({ part }) => part)])].sort(
    (a, b) => a - b,
  );
  const here = own === undefined ? -1 : numbers.indexOf(own);
  const other = numbers[here + (way === "up" ? -1 : 1)];
  if (own === undefined || here < 0 || other === undefined) return null;
  const swapped = (part: number) => (part === own ? other : part === other ? own : part);
  return {
    form: {
      ...form,
      parts: new Map([...form.parts].map(([id, part]) => [id, swapped(part)])),
      announced: form.announced.map((one) => ({ ...one, part: swapped(one.part) })),
    },
    row: kind === "part" ? `part-${key}` : `announced-${other}`,
  };
}
