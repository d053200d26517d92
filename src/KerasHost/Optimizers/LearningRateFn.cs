namespace KerasHost.Optimizers;

/// <summary>A learning rate as a function; it is asked once, when the optimizer is made, as in Keras.</summary>
public delegate double LearningRateFn();
