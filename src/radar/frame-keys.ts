import type { Span } from '../document/position.js';
import { literalText } from '../facts/call-arguments.js';
import type { Facts } from '../facts/facts.js';
import type { FlatTree } from '../syntax/flat-tree.js';

/** What a DataFrame has by itself; any other attribute of one is a column. From the reference page "DataFrame" of pandas, and its aliases. */
const FRAME_MEMBERS = new Set(
  `T abs add add_prefix add_suffix agg aggregate align all any append apply applymap asfreq asof assign astype at at_time attrs axes backfill between_time bfill
  bool boxplot clip columns combine combine_first compare convert_dtypes copy corr corrwith count cov cummax cummin cumprod cumsum describe diff div divide dot drop
  drop_duplicates droplevel dropna dtypes duplicated empty eq equals eval ewm expanding explode ffill fillna filter first first_valid_index flags floordiv from_dict
  from_records ge get groupby gt head hist iat idxmax idxmin iloc index infer_objects info insert interpolate isetitem isin isna isnull items iteritems iterrows
  itertuples ix join keys kurt kurtosis last last_valid_index le loc lookup lt mad map mask max mean median melt memory_usage merge min mod mode mul multiply ndim ne
  nlargest notna notnull nsmallest nunique pad pct_change pipe pivot pivot_table plot pop pow prod product quantile query radd rank rdiv reindex reindex_like rename
  rename_axis reorder_levels replace resample reset_index rfloordiv rmod rmul rolling round rpow rsub rtruediv sample select_dtypes sem set_axis set_flags set_index
  shape shift size skew slice_shift sort_index sort_values sparse squeeze stack std style sub subtract sum swapaxes swaplevel tail take transform transpose truediv
  truncate tshift tz_convert tz_localize unstack update value_counts values var where xs`.split(/\s+/),
);
/** Methods such as `to_csv` are many; and nobody names a column like a dunder. */
const CONVERSION = /^(to_|_)/;
const MASKS = new Set(['comparison_operator', 'boolean_operator', 'binary_operator', 'not_operator', 'unary_operator']);
const INDEXERS = new Set(['loc', 'iloc']);
/** A longer chain of calls is written by no one. */
const DEEPEST = 12;

/** What the code around a place says about frames, most telling key first. */
export interface KeyedPlace {
  readonly span: Span;
  readonly keys: readonly string[];
}

/**
 * Reads pandas code as keys: `pandas.read_csv(usecols)`, `frame.merge(how=outer)`, `frame.merge`, `series.str.lower`,
 * `groupby.transform`, `frame[mask]`, `frame.loc[]=`, `len(frame)`. What an argument is stands in brackets: its name, its
 * name and value, or the form of the first one (`lambda`, `if` for a lambda with a condition, `dict`, `mean()`). The
 * receiver must be proven by the facts; of what they do not know nothing is said.
 */
export class DataFrameReader {
  readonly #tree: FlatTree;
  readonly #facts: Facts;

  constructor(tree: FlatTree, facts: Facts) {
    this.#tree = tree;
    this.#facts = facts;
  }

  /** The keys of the innermost code at an offset (UTF-16 units) that has a known one. */
  keysAt(offset: number, isKnown: (key: string) => boolean): KeyedPlace | undefined {
    for (let node = this.#tree.namedNodeAt(offset); node >= 0; node = this.#tree.parentOf(node)) {
      const place = this.#placeOf(node, offset);
      if (place?.keys.some(isKnown)) return place;
    }
    return undefined;
  }

  #placeOf(node: number, offset: number): KeyedPlace | undefined {
    const tree = this.#tree;
    switch (tree.kindName(node)) {
      case 'identifier':
        return this.#ofFunction(node) ?? this.#ofLength(node);
      case 'attribute': {
        const known = this.#ofFunction(node);
        const name = tree.childByField(node, 'attribute');
        return known ?? (offset >= (tree.start[name] ?? 0) ? { span: tree.span(name), keys: this.#memberKeys(node, name) } : undefined);
      }
      case 'subscript': {
        const value = tree.childByField(node, 'value');
        const start = tree.end[value] ?? 0;
        return offset >= start ? { span: { start, end: tree.end[node] ?? start }, keys: this.#subscriptKeys(node, value) } : undefined;
      }
      default:
        return undefined;
    }
  }

  /** A function of pandas itself, or one of NumPy that is given something of pandas. */
  #ofFunction(node: number): KeyedPlace | undefined {
    const call = this.#callOf(node);
    const name = call < 0 ? undefined : this.#facts.qualifiedName(node);
    if (name === undefined) return undefined;
    const speaks = name.startsWith('pandas.') || (name.startsWith('numpy.') && this.#mentionsPandas(this.#tree.childByField(call, 'arguments')));
    return speaks ? { span: this.#tree.span(node), keys: [...this.#argumentForms(call).map((form) => `${name}(${form})`), name] } : undefined;
  }

  #mentionsPandas(list: number): boolean {
    const end = this.#tree.next[list] ?? 0;
    for (let node = list + 1; node < end; node++) if (this.#facts.frame(node)?.library === 'pandas') return true;
    return false;
  }

  #ofLength(node: number): KeyedPlace | undefined {
    const call = this.#callOf(node);
    if (call < 0 || this.#tree.text(node) !== 'len') return undefined;
    const [argument = -1] = this.#tree.namedChildren(this.#tree.childByField(call, 'arguments'));
    const receiver = this.#receiver(argument);
    return receiver === undefined ? undefined : { span: this.#tree.span(node), keys: [`len(${receiver})`] };
  }

  /** The call a node is the function of, or -1. */
  #callOf(node: number): number {
    const parent = this.#tree.parentOf(node);
    return parent >= 0 && this.#tree.kindName(parent) === 'call' && this.#tree.childByField(parent, 'function') === node ? parent : -1;
  }

  #memberKeys(attribute: number, nameNode: number): string[] {
    const object = this.#tree.childByField(attribute, 'object');
    const receiver = this.#receiver(object);
    if (receiver === undefined) return [];
    const name = this.#tree.text(nameNode);
    const call = this.#callOf(attribute);
    if (receiver === 'frame' && call < 0 && isColumn(name)) return ['frame.column'];
    const forms = call < 0 ? [] : this.#argumentForms(call);
    const before = this.#tree.kindName(object) === 'call' ? this.#tree.childByField(object, 'function') : -1;
    const beforeName = before < 0 ? -1 : this.#tree.childByField(before, 'attribute');
    const chained = beforeName < 0 ? [] : [`${this.#receiver(this.#tree.childByField(before, 'object')) ?? ''}.${this.#tree.text(beforeName)}().${name}`];
    return [...chained, ...forms.map((form) => `${receiver}.${name}(${form})`), `${receiver}.${name}`, ...forms.map((form) => `${receiver}.*(${form})`)];
  }

  #subscriptKeys(node: number, value: number): string[] {
    const tree = this.#tree;
    const key = tree.childByField(node, 'subscript');
    const parent = tree.parentOf(node);
    const assigned = parent >= 0 && tree.kindName(parent) === 'assignment' && tree.childByField(parent, 'left') === node;
    const indexer = tree.kindName(value) === 'attribute' ? tree.text(tree.childByField(value, 'attribute')) : '';
    if (INDEXERS.has(indexer)) {
      const owner = this.#receiver(tree.childByField(value, 'object'));
      if (owner === undefined) return [];
      if (assigned) return [`${owner}.${indexer}[]=`];
      return [...(tree.kindName(key) === 'slice' ? [`${owner}.${indexer}[slice]`] : []), `${owner}.${indexer}[]`];
    }
    const receiver = this.#receiver(value);
    if (receiver !== 'frame') return receiver === undefined ? [] : [`${receiver}[]`];
    const form = this.#selectionForm(key);
    if (form === undefined) return [];
    return assigned ? (form === 'string' ? ['frame[]='] : []) : [`frame[${form}]`];
  }

  /** What stands in the brackets of `df[…]`. */
  #selectionForm(key: number): string | undefined {
    const kind = key < 0 ? '' : this.#tree.kindName(key);
    if (kind === 'string' || kind === 'list') return kind;
    const inner = kind === 'unary_operator' ? this.#tree.childByField(key, 'argument') : key;
    if (inner >= 0 && this.#calledMethod(inner) === 'isin') return 'isin()';
    return MASKS.has(kind) ? 'mask' : undefined;
  }

  /** The name of the method a call calls, or undefined. */
  #calledMethod(node: number): string | undefined {
    const callee = this.#tree.kindName(node) === 'call' ? this.#tree.childByField(node, 'function') : -1;
    const name = callee < 0 ? -1 : this.#tree.childByField(callee, 'attribute');
    return name < 0 ? undefined : this.#tree.text(name);
  }

  /** The arguments of a call, as keys name them. */
  #argumentForms(call: number): string[] {
    const tree = this.#tree;
    const forms: string[] = [];
    let isFirst = true;
    for (const node of tree.namedChildren(tree.childByField(call, 'arguments'))) {
      if (tree.kindName(node) === 'keyword_argument') {
        const name = tree.text(tree.childByField(node, 'name'));
        const value = tree.childByField(node, 'value');
        forms.push(`${name}=${literalText(tree, value)?.text ?? tree.text(value).slice(0, 40)}`, name);
      } else if (isFirst) forms.push(...this.#firstForm(node));
      isFirst = false;
    }
    return forms;
  }

  #firstForm(node: number): string[] {
    const kind = this.#tree.kindName(node);
    const literal = literalText(this.#tree, node)?.text;
    if (literal !== undefined) return [literal];
    if (kind === 'dictionary') return ['dict'];
    if (kind === 'lambda') return this.#tree.kindName(this.#tree.childByField(node, 'body')) === 'conditional_expression' ? ['if', 'lambda'] : ['lambda'];
    const method = this.#calledMethod(node);
    return method === undefined ? [] : [`${method}()`];
  }

  /** What is proven about the value of an expression: `frame`, `series`, `groupby`, or one of these and what follows, as in `series.str`. */
  #receiver(node: number, depth = 0): string | undefined {
    const tree = this.#tree;
    if (node < 0 || depth > DEEPEST) return undefined;
    const fact = this.#facts.frame(node);
    if (fact) return fact.library === 'pandas' ? fact.kind : undefined;
    switch (tree.kindName(node)) {
      case 'call':
        return this.#receiverOfMember(tree.childByField(node, 'function'), true, depth);
      case 'attribute':
        return this.#receiverOfMember(node, false, depth);
      case 'subscript':
        // A group of columns is grouped still.
        return this.#receiver(tree.childByField(node, 'value'), depth + 1) === 'groupby' ? 'groupby' : undefined;
      default:
        return undefined;
    }
  }

  #receiverOfMember(attribute: number, called: boolean, depth: number): string | undefined {
    if (attribute < 0 || this.#tree.kindName(attribute) !== 'attribute') return undefined;
    const owner = this.#receiver(this.#tree.childByField(attribute, 'object'), depth + 1);
    const name = this.#tree.text(this.#tree.childByField(attribute, 'attribute'));
    if (owner === undefined) return undefined;
    if (!called && owner === 'frame' && isColumn(name)) return 'series';
    if (!called && owner === 'groupby') return 'groupby';
    // Only a series has texts, so what a method for texts gave is one.
    return name === 'str' && owner.startsWith('series.str.') ? 'series.str' : `${owner}.${name}`;
  }
}

function isColumn(name: string): boolean {
  return !FRAME_MEMBERS.has(name) && !CONVERSION.test(name);
}
