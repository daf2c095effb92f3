using System.Collections.Generic;

namespace Tulip.LockGateway;

public static class LockReport
{
    /// <summary>One line for every lock that answered.</summary>
    public static string Write(IEnumerable<Lock> locks)
    {
        var text = "";
        foreach (var item in locks)
        {
            text += $"{item.Station} {item.Battery} %\n";
        }
        return text;
    }
}
