namespace Coffer.Query.Functions;

/// <summary>Error function, incomplete gamma and beta functions in double precision.</summary>
static class SpecialFunctions
{
    const double Epsilon = 1e-15;
    const int MaxIterations = 10_000;

    static readonly double[] LanczosCoefficients =
    [
        0.99999999999999709182,
        57.156235665862923517,
        -59.597960355475491248,
        14.136097974741747174,
        -0.49191381609762019978,
        .33994649984811888699e-4,
        .46523628927048575665e-4,
        -.98374475304879564677e-4,
        .15808870322491248884e-3,
        -.21026444172410488319e-3,
        .21743961811521264320e-3,
        -.16431810653676389022e-3,
        .84418223983852743293e-4,
        -.26190838401581408670e-4,
        .36899182659531622704e-5,
    ];

    public static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }
        if (Math.Abs(x) > 40)
        {
            return x > 0 ? 1 : -1;
        }
        var value = LowerGamma(0.5, x * x);
        return x < 0 ? -value : value;
    }

    /// <summary>Inverse of <see cref="Erf"/>: a rational start, refined by Newton steps.</summary>
    public static double InverseErf(double y)
    {
        if (y <= -1 || y >= 1)
        {
            return y == 1 ? double.PositiveInfinity
                : y == -1 ? double.NegativeInfinity
                : double.NaN;
        }
        var w = -Math.Log((1 - y) * (1 + y));
        const double a = 0.147;
        var first = (2 / (Math.PI * a)) - (w / 2);
        var x = Math.Sign(y) * Math.Sqrt(Math.Sqrt((first * first) + (w / a)) - first);
        for (var i = 0; i < 6; i++)
        {
            var error = Erf(x) - y;
            var slope = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
            if (slope == 0 || error == 0)
            {
                break;
            }
            var step = error / slope;
            x -= step / (1 + (x * step));
        }
        return x;
    }

    /// <summary>Regularised incomplete beta function I_x(a, b).</summary>
    public static double Beta(double x, double a, double b)
    {
        if (double.IsNaN(x) || double.IsNaN(a) || double.IsNaN(b))
        {
            return double.NaN;
        }
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - Beta(1 - x, b, a);
        }
        var front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b) - Math.Log(a));
        return front / BetaFraction(x, a, b);
    }

    /// <summary>Inverse of <see cref="Beta"/> in x.</summary>
    public static double InverseBeta(double p, double a, double b)
    {
        if (p is 0 or 1)
        {
            return p;
        }
        var low = 0.0;
        var high = 1.0;
        for (var i = 0; i < 200 && high - low > 1e-17; i++)
        {
            var middle = (low + high) / 2;
            if (Beta(middle, a, b) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    public static double LogGamma(double x)
    {
        const double g = 607.0 / 128.0;
        var sum = 0.0;
        for (var i = LanczosCoefficients.Length - 1; i > 0; i--)
        {
            sum += LanczosCoefficients[i] / (x + i);
        }
        sum += LanczosCoefficients[0];
        var t = x + g + 0.5;
        return ((x + 0.5) * Math.Log(t)) - t + (0.5 * Math.Log(2 * Math.PI)) + Math.Log(sum / x);
    }

    // Regularised lower incomplete gamma function by its series, or one minus the continued fraction.
    static double LowerGamma(double a, double x)
    {
        if (x == 0)
        {
            return 0;
        }
        if (x >= a + 1)
        {
            return 1 - UpperGammaFraction(a, x);
        }
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MaxIterations && Math.Abs(term / sum) > Epsilon; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return Math.Exp(-x + (a * Math.Log(x)) - LogGamma(a)) * sum;
    }

    static double UpperGammaFraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < MaxIterations; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / Nonzero((an * d) + b);
            c = Nonzero(b + (an / c));
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < Epsilon)
            {
                break;
            }
        }
        return Math.Exp(-x + (a * Math.Log(x)) - LogGamma(a)) * h;
    }

    static double BetaFraction(double x, double a, double b)
    {
        double c = 1;
        var d = 1 / Nonzero(1 - ((a + b) * x / (a + 1)));
        var h = d;
        for (var m = 1; m < MaxIterations; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Nonzero(1 + (even * d));
            c = Nonzero(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Nonzero(1 + (odd * d));
            c = Nonzero(1 + (odd / c));
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < Epsilon)
            {
                break;
            }
        }
        return 1 / h;
    }

    static double Nonzero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}
