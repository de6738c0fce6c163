import { type ArgType, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { expect, test } from "vitest";
import { columnTypesOf, declaredType, readRows, writeValue } from "~/platform/database/sqlite/values";

const { Int32, Int64, Double, Text, DateTime, Bytes, UnknownNumber } = ColumnTypeEnum;

test.each([
  ["INTEGER", Int32],
  ["text", Text],
  ["DATETIME", DateTime],
  ["REAL", Double],
  ["BOOLEAN", ColumnTypeEnum.Boolean],
  ["", null],
  ["constructor", null],
  [null, null],
])("a column that is declared as %s is of type %s", (declared, type) => {
  expect(declaredType(declared)).toBe(type);
});

test.each<[string, unknown[][], number]>([
  ["text after a null", [[null], ["a"], [1n]], Text],
  ["a whole number", [[7n]], Int64],
  ["a fraction", [[0.5]], UnknownNumber],
  ["bytes", [[Buffer.of(1)]], Bytes],
  ["nulls alone", [[null], [null]], Int32],
  ["no row", [], Int32],
])("a column that nothing declares is what its first value says: %s", (_what, rows, type) => {
  expect(columnTypesOf([null], rows)).toEqual([type]);
});

test("rows are as Prisma reads them: whole numbers exact, moments as text, nothing else touched", () => {
  const rows = [[7n, 9_007_199_254_740_993n, 1.9, 0.5, 1_767_225_600_000n, "2026-01-01", null]];
  const types = [Int32, Int64, Int32, Double, DateTime, DateTime, Text];
  expect(readRows(types, rows)).toEqual([
    [7, "9007199254740993", 1, 0.5, "2026-01-01T00:00:00.000Z", "2026-01-01", null],
  ]);
});

const of = (scalarType: ArgType["scalarType"]): ArgType => ({ scalarType, arity: "scalar" });

test.each<[string, unknown, ArgType | undefined, unknown]>([
  ["yes", true, of("boolean"), 1],
  ["no", false, of("boolean"), 0],
  ["digits for a number", "12", of("int"), 12],
  ["digits for a text", "12", of("string"), "12"],
  ["digits for a large number", "9007199254740993", of("bigint"), 9_007_199_254_740_993n],
  ["a fraction", "0.5", of("float"), 0.5],
  [
    "a moment as text, at its own offset",
    "2026-01-01T01:00:00+01:00",
    of("datetime"),
    "2026-01-01T00:00:00.000+00:00",
  ],
  ["a moment", new Date(0), undefined, "1970-01-01T00:00:00.000+00:00"],
  ["bytes", "AQI=", of("bytes"), Buffer.of(1, 2)],
  ["nothing", null, of("string"), null],
])("%s is kept as SQLite can", (_what, value, type, kept) => {
  expect(writeValue(value, type)).toEqual(kept);
});
