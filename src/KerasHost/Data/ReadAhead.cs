using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace KerasHost.Data;

/// <summary>
/// Reads elements on a thread of its own, at most so many before they are asked for. An error comes out where its element would have.
/// The thread starts with the first element and ends with the last, or when reading stops.
/// </summary>
internal sealed class ReadAhead : IEnumerator<Tensor[]>
{
    private readonly IEnumerator<Tensor[]> _reading;
    private readonly BlockingCollection<Tensor[]> _ready;
    private readonly CancellationTokenSource _stop = new();
    private Thread? _thread;
    private ExceptionDispatchInfo? _error;
    private Tensor[]? _current;
    private bool _disposed;

    /// <summary>Reads ahead.</summary>
    /// <param name="reading">The elements; belongs to this from now on.</param>
    /// <param name="size">How many may wait.</param>
    public ReadAhead(IEnumerator<Tensor[]> reading, int size)
    {
        _reading = reading;
        _ready = new(size);
    }

    public Tensor[] Current => _current!;

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (_thread is null)
        {
            _thread = new Thread(Read) { IsBackground = true, Name = "KerasHost dataset" };
            _thread.Start();
        }
        if (_ready.TryTake(out _current, Timeout.Infinite))
            return true;
        _error?.Throw();
        return false;
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stop.Cancel();
        // The thread may be in a function of the user's: what it reads from is closed when that returns, not under its feet.
        if (_thread is null)
            _reading.Dispose();
        else
            _thread.Join();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Read()
    {
        try
        {
            using (_reading)
                while (!_stop.IsCancellationRequested && _reading.MoveNext())
                    _ready.Add(_reading.Current, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
