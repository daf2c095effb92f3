namespace Tulip.Desk;

/// <summary>Where the planners send the vans.</summary>
public class Planner
{
    public async Task Send(Van van)
    {
        await van.DriveAsync();
    }

    public async Task<int> CountVans()
    {
        var vans = await store.LoadAsync();
        await Show(vans);
        return vans.Count;
    }

    public void Save(Plan plan)
    {
        try
        {
            store.Write(plan);
        }
        catch (IOException problem)
        {
            log.Write(problem);
            throw;
        }
    }
}
