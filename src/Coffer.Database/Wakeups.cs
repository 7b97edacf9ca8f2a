namespace Coffer.Database;

/// <summary>
/// Who waits for which channel. SQLite signals it after its own commits; PostgreSQL also when a notification arrives from another process.
/// </summary>
public sealed class Wakeups(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, List<Wakeup>> _byChannel = [];

    /// <summary>Starts to listen. What is signalled from now on ends the next wait, also when nobody is waiting yet.</summary>
    public Wakeup Subscribe(string channel)
    {
        var wakeup = new Wakeup(this, channel, time);
        lock (_gate)
        {
            if (!_byChannel.TryGetValue(channel, out var list))
                _byChannel[channel] = list = [];
            list.Add(wakeup);
        }
        return wakeup;
    }

    internal void Signal(string channel)
    {
        lock (_gate)
        {
            if (_byChannel.TryGetValue(channel, out var list))
                list.ForEach(w => w.Signal());
        }
    }

    /// <summary>After a lost connection nobody knows what was missed.</summary>
    internal void SignalAll()
    {
        lock (_gate)
            foreach (var list in _byChannel.Values)
                list.ForEach(w => w.Signal());
    }

    internal void Remove(Wakeup wakeup)
    {
        lock (_gate)
        {
            if (_byChannel.TryGetValue(wakeup.Channel, out var list) && list.Remove(wakeup) && list.Count == 0)
                _byChannel.Remove(wakeup.Channel);
        }
    }
}
