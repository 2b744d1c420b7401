import gradio as gr
from torchvision import models, transforms
import torch

model = models.resnet18(pretrained=True).eval()
LABELS = ["cat", "dog", "fish"]


def predict(image):
    tensor = transforms.ToTensor()(image).unsqueeze(0)
    with torch.no_grad():
        scores = torch.nn.functional.softmax(model(tensor)[0], dim=0)
    return {LABELS[i]: float(scores[i]) for i in range(3)}


gr.Interface(
    fn=predict,
    inputs=gr.Image(type="pil", label="Photo"),
    outputs=gr.Label(num_top_classes=3),
).launch()
