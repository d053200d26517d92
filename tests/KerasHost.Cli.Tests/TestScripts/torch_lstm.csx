// The network of scripts/rnn_in_practice with weights that PyTorch trained; the argument is the folder of compat/record/record_torch_lstm.py's files.
#load "imdb_lstm_model.csx"
string folder = args[0];
var data = np.load(folder + "/answers.npz");
var model = new IMDBLstmmodel(40, 1, 12, 8);
Tensor ids = tf.constant(data["ids"]), h_0 = tf.constant(data["h_0"]), c_0 = tf.constant(data["c_0"]);
model.forward(ids, h_0, c_0);
model.load_state_dict(torch.load(folder + "/trained.pt"));
NDArray answers = model.forward(ids, h_0, c_0).numpy();
print("differs by less than 1e-5:", (double)np.max(np.abs(answers - data["answers"])) < 1e-5);

// What is saved has PyTorch's names and shapes, and gives the same answers.
torch.save(model.state_dict(), "again.pt");
var before = torch.load(folder + "/trained.pt");
var after = torch.load("again.pt");
print("names and shapes are the same:", before.All(pair => after[pair.Key].shape == pair.Value.shape) && before.Count == after.Count);
model.load_state_dict(after);
print("answers are the same:", np.array_equal(answers, model.forward(ids, h_0, c_0).numpy()));
