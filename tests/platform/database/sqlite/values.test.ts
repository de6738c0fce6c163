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
])("a column declared as %s has type %s", (declared, type) => {
  expect(declaredType(declared)).toBe(type);
});

test.each<[string, unknown[][], number]>([
  ["text after a null", [[null], ["a"], [1n]], Text],
  ["an integer", [[7n]], Int64],
  ["a fraction", [[0.5]], UnknownNumber],
  ["bytes", [[Buffer.of(1)]], Bytes],
  ["only nulls", [[null], [null]], Int32],
  ["no rows", [], Int32],
])("an expression has the type of its first value: %s", (_what, rows, type) => {
  expect(columnTypesOf([null], rows)).toEqual([type]);
});

test("converts rows for Prisma: integers exactly, times to text, other values unchanged", () => {
  const rows = [[7n, 9_007_199_254_740_993n, 1.9, 0.5, 1_767_225_600_000n, "2026-01-01", null]];
  const types = [Int32, Int64, Int32, Double, DateTime, DateTime, Text];
  expect(readRows(types, rows)).toEqual([
    [7, "9007199254740993", 1, 0.5, "2026-01-01T00:00:00.000Z", "2026-01-01", null],
  ]);
});

const of = (scalarType: ArgType["scalarType"]): ArgType => ({ scalarType, arity: "scalar" });

test.each<[string, unknown, ArgType | undefined, unknown]>([
  ["true", true, of("boolean"), 1],
  ["false", false, of("boolean"), 0],
  ["digits for an integer", "12", of("int"), 12],
  ["digits for a text", "12", of("string"), "12"],
  ["digits for a bigint", "9007199254740993", of("bigint"), 9_007_199_254_740_993n],
  ["a fraction", "0.5", of("float"), 0.5],
  [
    "a time as text with an offset",
    "2026-01-01T01:00:00+01:00",
    of("datetime"),
    "2026-01-01T00:00:00.000+00:00",
  ],
  ["a Date", new Date(0), undefined, "1970-01-01T00:00:00.000+00:00"],
  ["bytes", "AQI=", of("bytes"), Buffer.of(1, 2)],
  ["null", null, of("string"), null],
])("writes %s in SQLite's form", (_what, value, type, kept) => {
  expect(writeValue(value, type)).toEqual(kept);
});
