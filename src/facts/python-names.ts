/** What well-known Python functions and methods give back. From the public reference pages of each library. */

/** Functions of a module that return a table-like value, by qualified name. */
const RESULTS: Readonly<Record<string, readonly [library: string, kind: string, names: string]>> = {
  'pandas frame': ['pandas', 'frame', 'read_csv read_table read_parquet read_excel read_json read_feather read_sql read_sql_query read_sql_table read_pickle read_hdf read_fwf read_stata read_orc read_xml DataFrame concat merge merge_asof merge_ordered get_dummies pivot_table crosstab melt json_normalize'],
  'pandas series': ['pandas', 'series', 'Series to_datetime to_numeric'],
  'polars frame': ['polars', 'frame', 'read_csv read_parquet read_ipc read_ndjson read_json read_excel read_database DataFrame from_pandas from_dicts from_dict from_arrow'],
  'polars lazy': ['polars', 'lazy', 'scan_csv scan_parquet scan_ipc scan_ndjson LazyFrame'],
  'dask.dataframe frame': ['dask', 'frame', 'read_csv read_parquet read_json read_table from_pandas'],
  'numpy array': ['numpy', 'array', 'array zeros ones empty arange linspace asarray full'],
};

export const FUNCTION_RESULTS: ReadonlyMap<string, { readonly library: string; readonly kind: string }> = new Map(
  Object.entries(RESULTS).flatMap(([key, [library, kind, names]]) => names.split(' ').map((name) => [`${key.split(' ')[0] ?? ''}.${name}`, { library, kind }] as const)),
);

/** Methods that give a value of the same kind as their receiver. */
const KEEPING = new Set(
  'drop dropna fillna head tail sample sort_values sort_index reset_index set_index rename assign query merge join copy astype replace drop_duplicates select_dtypes append pivot_table melt nlargest nsmallest where mask explode shift diff ffill bfill reindex pipe round abs filter sort with_columns select drop_nulls fill_null unique limit slice clone cache transpose map applymap interpolate rename_axis'.split(' '),
);

/** Methods and attributes whose value is of another kind than their receiver, by receiver kind. */
const CHANGING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  frame: { groupby: 'groupby', group_by: 'groupby', lazy: 'lazy', loc: 'frame', iloc: 'frame', T: 'frame', isna: 'frame', isnull: 'frame', notna: 'frame' },
  series: { loc: 'series', iloc: 'series', isna: 'series', isnull: 'series', notna: 'series', to_frame: 'frame' },
  lazy: { collect: 'frame' },
  groupby: { agg: 'frame', aggregate: 'frame' },
};

/** The kind of `receiver.name` or `receiver.name(…)`, or undefined when it is not known. */
export function memberKind(receiver: string, name: string): string | undefined {
  const changed = CHANGING[receiver];
  if (changed && Object.hasOwn(changed, name)) return changed[name];
  return KEEPING.has(name) && receiver !== 'groupby' ? receiver : undefined;
}
