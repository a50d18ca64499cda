using System.Globalization;

namespace Emulator.Reports;

/// <summary>Numbers as people read them: 1,149,145.</summary>
internal static class Grouped
{
    public static string Of(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
