using System.Collections.Generic;
using System.Linq;

namespace Tulip.LockGateway;

public static class LockReport
{
    /// <summary>One line for every lock that answered.</summary>
    public static string Write(IEnumerable<Lock> locks) =>
        string.Concat(locks.Select(item => $"{item.Station} {item.Battery} %\n"));
}
