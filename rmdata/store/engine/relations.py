"""SQL that follows from the declaration: column names and types, never a value."""

from collections.abc import Collection

from rmdata.schema.tables import declared_table, declared_tables
from rmdata.schema.vocabulary import QUESTIONNAIRES, SESSIONS, Instrument, Kind, Table
from rmdata.store.sql import statement, text

RELATIONS = ("macros", "coded", "sittings", "meetings", "people", "answers", "pairs")
ALWAYS_WRITTEN = ("row_no", "import_id", "source_no")


def create_statements(instrument: Instrument) -> list[str]:
    """The statements that make an empty store for one instrument."""
    statements = [statement("create_list")]
    for table in declared_tables(instrument):
        columns = _columns(table)
        statements.append(f"create or replace table imported.{table.name} ({columns})")
        statements.append(f"create or replace table {table.name} ({columns})")
    return [*statements, *definitions(instrument), *derived_statements()]


def definitions(instrument: Instrument) -> list[str]:
    """The statements that make what needs no rows: macros and views."""
    return [*(text("relations", name) for name in ("macros", "coded")), _scored(instrument)]


def derived_statements() -> list[str]:
    """The statements that rebuild everything derived from the current rows."""
    return [text("relations", name) for name in RELATIONS]


def insert_statement(table: Table) -> str:
    """Copy the registered rows ``arriving`` into the append-only table."""
    names = ", ".join(_quoted(table))
    return (
        f"insert into imported.{table.name} (import_id, source_no, row_no, row_key, {names}) "
        f"select $import_id, $source_no, row_no, row_key, {names} from arriving"
    )


def _quoted(table: Table, only: Collection[str] | None = None) -> list[str]:
    """The names of a table's columns; quoted, as a question may be called "order" or "group"."""
    names = (column.name for column in table.columns)
    return [f'"{name}"' for name in names if only is None or name in only]


def fold_statement(table: Table, carried: Collection[str]) -> str:
    """Lay one imported sheet over the current rows: its columns win, the others stay."""
    names, kept = _quoted(table), _quoted(table, carried)
    updates = [f"{name} = newer.{name}" for name in (*kept, *ALWAYS_WRITTEN)]
    if '"role"' in names and '"role"' not in kept:
        updates.append("role = coalesce(newer.role, held.role)")
    every = ["row_key", *ALWAYS_WRITTEN, *names]
    return f"""
        merge into {table.name} as held
        using (
            select * from imported.{table.name}
            where import_id = $import_id and source_no = $source_no
        ) as newer
        on held.row_key = newer.row_key
        when matched then update set {", ".join(updates)}
        when not matched then insert ({", ".join(every)})
        values ({", ".join(f"newer.{name}" for name in every)})"""


def compare_statement(table: Table, carried: Collection[str]) -> str:
    """Grain: one row per arriving row: whether it is new, and what it changes."""
    names = [column.name for column in table.columns if column.name in set(carried)]
    changes = ", ".join(
        f'case when held."{name}" is distinct from arriving."{name}" then '
        f"{{'field': '{name}', 'was': held.\"{name}\"::varchar, "
        f"'is': arriving.\"{name}\"::varchar}} end"
        for name in names
    )
    return f"""
        select
            arriving.row_key,
            arriving.row_no,
            held.row_key is null as is_new,
            case when held.row_key is not null
                then list_filter([{changes}], lambda c: c is not null) end as changes
        from arriving left join {table.name} as held using (row_key)"""


def texts_statement(table: Table) -> str:
    """Grain: one row per text that the rows of the people in $gone hold."""
    codes = (
        "list_concat(mentor_code, mentee_code)" if table.name == SESSIONS else "[participant_code]"
    )
    theirs = "list_contains($gone, concat_ws(chr(31), programme, cohort, c))"
    return f"""
        select distinct unnest({_texts(table, ("programme", "cohort"))}) as said
        from imported.{table.name}
        where len(list_filter({codes}, lambda c: {theirs})) > 0"""


def every_text_statement(table: Table) -> str:
    """Grain: one row per text that any row holds; $most of those of $shortest bytes or more."""
    return f"""
        select said
        from (select distinct unnest({_texts(table)}) as said from imported.{table.name})
        where strlen(said) >= $shortest
        order by hash(said)
        limit $most"""


def held_texts_statement(table: Table) -> str:
    """Grain: one row per text of $wanted that some row holds."""
    return f"""
        with held as (
            select array_to_string({_texts(table)}, chr(31)) as said from imported.{table.name}
        )
        select distinct wanted
        from (select unnest($wanted::varchar[]) as wanted)
        where exists (select 1 from held where contains(said, wanted))"""


def _texts(table: Table, without: Collection[str] = ()) -> str:
    """Everything that people typed in a row, as one list."""
    kinds = {Kind.TEXT, Kind.CODE, Kind.FREE_TEXT}
    single = [c.name for c in table.columns if c.kind in kinds and c.name not in without]
    lists = [c.name for c in table.columns if c.kind in (Kind.TAGS, Kind.CODES)]
    typed = ", ".join(_quoted(table, single))
    return f"flatten([[{typed}], {', '.join(_quoted(table, lists))}])" if lists else f"[{typed}]"


def _columns(table: Table) -> str:
    own = [f'"{column.name}" {column.sql_type}' for column in table.columns]
    return ", ".join(
        ["import_id integer", "source_no integer", "row_no integer", "row_key varchar", *own]
    )


def _scored(instrument: Instrument) -> str:
    """Questionnaires with their rated answers as lists, so that no query names a domain."""
    questionnaires = declared_table(instrument, QUESTIONNAIRES)
    rated = [_quoted(questionnaires, [item.id])[0] for item in instrument.rated]
    domains = [_quoted(questionnaires, [domain.id])[0] for domain in instrument.domains]
    return (
        f"create or replace view scored as select *, [{', '.join(rated)}] as scores, "
        f"[{', '.join(domains)}] as domain_scores from coded_{QUESTIONNAIRES}"
    )
