namespace Coffer.Demo;

/// <summary>A question that the demo asks, with its SQL.</summary>
sealed record SampleQuery(string Question, string Sql)
{
    public static readonly IReadOnlyList<SampleQuery> All =
    [
        new(
            "How many flights are there, and how late are they?",
            """
            SELECT count(*) AS flights, round(avg(delay), 1) AS avg_delay, max(delay) AS worst
            FROM flights
            """
        ),
        new(
            "From which airports do planes leave late?",
            """
            SELECT a.city, a.state, count(*) AS flights, round(avg(f.delay), 1) AS avg_delay
            FROM flights f
            JOIN airports a ON a.iata = f.origin
            GROUP BY a.city, a.state
            HAVING count(*) >= 100
            ORDER BY avg_delay DESC
            LIMIT 5
            """
        ),
        new(
            "Which month of 2015 was wet, in Seattle and in New York?",
            """
            SELECT TD_TIME_FORMAT(time, 'yyyy-MM', 'UTC') AS month,
                   round(sum(CASE WHEN location = 'Seattle' THEN precipitation ELSE 0 END), 1) AS seattle_mm,
                   round(sum(CASE WHEN location = 'New York' THEN precipitation ELSE 0 END), 1) AS new_york_mm
            FROM weather
            WHERE TD_TIME_RANGE(time, '2015-01-01', '2016-01-01', 'UTC')
            GROUP BY 1
            ORDER BY 1
            """
        ),
    ];
}
