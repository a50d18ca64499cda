using System.Collections.Concurrent;

namespace Emulator.Engine.Exploration;

/// <summary>Adds states to a store on a thread of its own, in the order in which they come: numbers are the same as
/// without it.</summary>
internal sealed class Adder<S> : IDisposable where S : unmanaged, IBits<S>
{
    private readonly BlockingCollection<Batch<S>> _full = new(64);
    private readonly ConcurrentBag<Batch<S>> _free = [];
    private readonly Store<S> _store;
    private readonly Thread _thread;
    private long _handed, _added;
    private volatile Exception? _failure;

    public Adder(Store<S> store)
    {
        _store = store;
        _store.IsLent = true;
        _thread = new(Add) { IsBackground = true, Name = "adder" };
        _thread.Start();
    }

    /// <summary>Hands a batch over.</summary>
    /// <returns>An empty one.</returns>
    public Batch<S> Exchange(Batch<S> batch)
    {
        if (_failure is { } failure)
            throw new InvalidOperationException("the states can't be stored", failure);
        _handed++;
        _full.Add(batch);
        return _free.TryTake(out var free) ? free : new();
    }

    /// <summary>Waits until all that was handed over is added.</summary>
    public void Drain()
    {
        for (var wait = default(SpinWait); Volatile.Read(ref _added) < _handed; wait.SpinOnce(sleep1Threshold: -1)) { }
    }

    public void Dispose()
    {
        _full.CompleteAdding();
        _thread.Join();
        _store.IsLent = false;
        _full.Dispose();
        if (_failure is { } failure)
            throw new InvalidOperationException("the states can't be stored", failure);
    }

    private void Add()
    {
        foreach (var batch in _full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                    _store.Add(batch);
            }
            catch (Exception e)
            {
                _failure = e;
            }
            _free.Add(batch);
            Volatile.Write(ref _added, _added + 1);
        }
    }
}
