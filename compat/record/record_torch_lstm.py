"""Records the network of the PyTorch tutorial, small, trained a little by PyTorch: its state dict and its answers.

    /usr/bin/python3 compat/record/record_torch_lstm.py        (Debian's python3-torch; any PyTorch from 1.13 on)

writes compat/recorded/torch_lstm/trained.pt and answers.npz: ids (batch, words), the first states h_0 and c_0, the log-probabilities; and
training.npz: the losses of twenty more steps without dropout, a batch of ids (steps, batch, words) and targets each, and their first states."""
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "torch_lstm")
os.makedirs(OUT, exist_ok=True)
torch.manual_seed(1)
torch.set_num_threads(1)
WORDS, PAD, EMBEDDING, HIDDEN = 40, 1, 12, 8


class IMDBLstmmodel(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, EMBEDDING, padding_idx=PAD)
        self.lstm = nn.LSTM(EMBEDDING, HIDDEN, 2, bidirectional=True, dropout=0.5)
        self.fc = nn.Linear(HIDDEN * 2, 20)
        self.fc2 = nn.Linear(20, 2)

    def forward(self, x, h_0, c_0):
        x = self.embedding(x).permute(1, 0, 2)
        _, (h_n, _) = self.lstm(x, (h_0, c_0))
        out = torch.cat([h_n[-2, :, :], h_n[-1, :, :]], dim=-1)
        return F.log_softmax(self.fc2(F.relu(self.fc(out))), dim=-1)


def states(batch):
    return torch.rand(4, batch, HIDDEN), torch.rand(4, batch, HIDDEN)


def words(batch):
    x = torch.randint(0, WORDS, (batch, 15))
    x[:, 11:] = torch.where(torch.rand(batch, 4) < 0.5, torch.full((batch, 4), PAD), x[:, 11:])
    return x


model = IMDBLstmmodel()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for step in range(60):
    x = words(16)
    target = (x > WORDS // 2).sum(1).gt(6).long()
    optimizer.zero_grad()
    loss = F.nll_loss(model(x, *states(16)), target)
    loss.backward()
    optimizer.step()
print("loss", loss.item())
model.eval()
x, (h_0, c_0) = words(6), states(6)
with torch.no_grad():
    answers = model(x, h_0, c_0)
torch.save(model.state_dict(), os.path.join(OUT, "trained.pt"))
np.savez_compressed(os.path.join(OUT, "answers.npz"), ids=x.numpy(), h_0=h_0.numpy(), c_0=c_0.numpy(), answers=answers.numpy())

model.train()
model.lstm.dropout = 0.0
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
h_0, c_0 = states(16)
steps = {"ids": [], "targets": [], "losses": []}
for step in range(20):
    x = words(16)
    target = (x > WORDS // 2).sum(1).gt(6).long()
    optimizer.zero_grad()
    loss = F.nll_loss(model(x, h_0, c_0), target)
    loss.backward()
    optimizer.step()
    for name, value in (("ids", x.numpy()), ("targets", target.numpy()), ("losses", loss.item())):
        steps[name].append(value)
np.savez_compressed(os.path.join(OUT, "training.npz"), h_0=h_0.numpy(), c_0=c_0.numpy(), **{name: np.array(values) for name, values in steps.items()})
