namespace Coffer.Output;

enum OutputFormat
{
    Table,
    Csv,
    Tsv,
    Json,
    Jsonl,
}
