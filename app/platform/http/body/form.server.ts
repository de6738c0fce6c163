import type { z } from "zod";
import { storableText } from "../../storable-text";

/** A refused form: the first error of each field, and all submitted values, so that nothing typed is lost. */
export interface FormRefusal {
  ok: false;
  errors: Record<string, string>;
  values: Record<string, string>;
}

export type ParsedForm<T> = { ok: true; value: T; values: Record<string, string> } | FormRefusal;

/** Validates a submitted form with `schema`. Files are ignored; of a repeated field, the last value
 *  counts. */
export async function parseForm<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<ParsedForm<z.infer<S>>> {
  return parseValues(await readValues(request), schema);
}

/** The same for values that were read before. */
export function parseValues<S extends z.ZodType>(
  values: Record<string, string>,
  schema: S,
): ParsedForm<z.infer<S>> {
  const read = schema.safeParse(values);
  if (read.success) return { ok: true, value: read.data, values };
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error.issues) errors[String(path[0] ?? "form")] ??= message;
  return { ok: false, errors, values };
}

/** Lets the check of a page's act and its action both read a form that is parsed once: half a million characters take a while. On the
 *  request, because server and pages are bundled apart, each with its own copy of this module. */
export function parseFormOnce(request: Request): Request {
  let form: Promise<FormData> | undefined;
  const parse = request.formData.bind(request);
  request.formData = () => {
    form ??= parse();
    return form;
  };
  return request;
}

/** The text fields of a submitted form, made storable. Empty if the body is not a form. */
export async function readValues(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) return {};
  const form = await request.formData().catch(() => new FormData());
  const texts = [...form].flatMap(([name, text]) =>
    typeof text === "string" ? [[storableText(name), storableText(text)] as const] : [],
  );
  return Object.fromEntries(texts);
}
