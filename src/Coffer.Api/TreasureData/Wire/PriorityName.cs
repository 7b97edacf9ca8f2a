namespace Coffer.Api.TreasureData.Wire;

/// <summary>Priorities by name, as the td command and td-client-python know them.</summary>
static class PriorityName
{
    public static int? Parse(string text) =>
        text.ToUpperInvariant().Replace('-', ' ').Replace('_', ' ') switch
        {
            "VERY LOW" => -2,
            "LOW" => -1,
            "NORM" or "NORMAL" => 0,
            "HIGH" => 1,
            "VERY HIGH" => 2,
            _ => null,
        };
}
