<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Train the network</source>
            <translation>训练网络</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Pause; Train goes on from here</source>
            <translation>暂停；再按“训练”即从这里继续</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>单步</translation>
        </message>
        <message>
            <source>Make one iteration</source>
            <translation>做一次迭代</translation>
        </message>
        <message>
            <source>10 steps</source>
            <translation>10 步</translation>
        </message>
        <message>
            <source>Make 10 iterations</source>
            <translation>做 10 次迭代</translation>
        </message>
        <message>
            <source>100 steps</source>
            <translation>100 步</translation>
        </message>
        <message>
            <source>Make 100 iterations</source>
            <translation>做 100 次迭代</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>逐步演示</translation>
        </message>
        <message>
            <source>Walk through one iteration, with formulas and numbers</source>
            <translation>带着公式和数值，一步步看一次迭代</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Back to iteration 0, with the very same first weights</source>
            <translation>回到第 0 次迭代，初始权重完全不变</translation>
        </message>
        <message>
            <source>New weights</source>
            <translation>换一组权重</translation>
        </message>
        <message>
            <source>Back to iteration 0, with other first weights: the next seed</source>
            <translation>回到第 0 次迭代，并换一组初始权重：用下一个种子</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Nothing to undo</source>
            <translation>没有可撤销的操作</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Nothing to redo</source>
            <translation>没有可重做的操作</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>假如</translation>
        </message>
        <message>
            <source>Train anew at every change, from the same first weights, while your hand is on the control</source>
            <translation>操作控件期间，每次改动都从相同的初始权重重新训练</translation>
        </message>
        <message>
            <source>Was it luck?</source>
            <translation>是运气吗？</translation>
        </message>
        <message>
            <source>Train the present design from ten seeds</source>
            <translation>用十个种子训练当前设计</translation>
        </message>
        <message>
            <source>Check the gradients</source>
            <translation>检验梯度</translation>
        </message>
        <message>
            <source>Hold the gradients against numeric ones</source>
            <translation>把梯度与数值梯度作对比</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>固定</translation>
        </message>
        <message>
            <source>Keep this run in the list, and compare others with it</source>
            <translation>把这次训练保留在列表中，与其他训练记录比较</translation>
        </message>
        <message>
            <source>Open data…</source>
            <translation>打开数据…</translation>
        </message>
        <message>
            <source>Open an HDF5 file with pictures</source>
            <translation>打开含有图片的 HDF5 文件</translation>
        </message>
        <message>
            <source>Open model…</source>
            <translation>打开模型…</translation>
        </message>
        <message>
            <source>Open a trained network</source>
            <translation>打开训练好的网络</translation>
        </message>
        <message>
            <source>Save model…</source>
            <translation>保存模型…</translation>
        </message>
        <message>
            <source>Save the network as it is now</source>
            <translation>按现在的状态保存网络</translation>
        </message>
        <message>
            <source>Predict a picture…</source>
            <translation>预测图片…</translation>
        </message>
        <message>
            <source>Let the network look at a picture of yours</source>
            <translation>让网络看一张你自己的图片</translation>
        </message>
        <message>
            <source>Export NumPy program…</source>
            <translation>导出 NumPy 程序…</translation>
        </message>
        <message>
            <source>Write the network as a program that needs only Python and NumPy</source>
            <translation>把网络写成只需 Python 和 NumPy 的程序</translation>
        </message>
        <message>
            <source>Export drawn network…</source>
            <translation>导出网络图…</translation>
        </message>
        <message>
            <source>Write the drawn network as SVG or PNG, for slides and papers</source>
            <translation>把网络图存为 SVG 或 PNG，用于幻灯片和论文</translation>
        </message>
        <message>
            <source>Export curves…</source>
            <translation>导出曲线…</translation>
        </message>
        <message>
            <source>Write the cost curves as SVG or PNG, for slides and papers</source>
            <translation>把代价曲线存为 SVG 或 PNG，用于幻灯片和论文</translation>
        </message>
        <message>
            <source>Dark or light</source>
            <translation>深色或浅色</translation>
        </message>
        <message>
            <source>Change between dark and light</source>
            <translation>在深色与浅色之间切换</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Fill the screen, and come back</source>
            <translation>进入全屏，或退出全屏</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>放大文字</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>缩小文字</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Close LayerLab</source>
            <translation>关闭 LayerLab</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Show which keys do what</source>
            <translation>显示各个按键的作用</translation>
        </message>
        <message>
            <source>Full speed</source>
            <translation>全速</translation>
        </message>
        <message>
            <source>A run in 8 s</source>
            <translation>每次训练 8 秒</translation>
        </message>
        <message>
            <source>100 iterations a second</source>
            <translation>每秒 100 次迭代</translation>
        </message>
        <message>
            <source>10 iterations a second</source>
            <translation>每秒 10 次迭代</translation>
        </message>
        <message>
            <source>1 iteration a second</source>
            <translation>每秒 1 次迭代</translation>
        </message>
        <message>
            <source>8 s a run</source>
            <translation>8 秒训完</translation>
        </message>
        <message>
            <source>100 a second</source>
            <translation>100 次/秒</translation>
        </message>
        <message>
            <source>10 a second</source>
            <translation>10 次/秒</translation>
        </message>
        <message>
            <source>1 a second</source>
            <translation>1 次/秒</translation>
        </message>
        <message>
            <source>Full speed, and back</source>
            <translation>全速，或恢复原速</translation>
        </message>
        <message>
            <source>Come back to the present, and train</source>
            <translation>回到现在，并训练</translation>
        </message>
        <message>
            <source>Save the network of the present, not of the moment shown</source>
            <translation>保存现在的网络，而不是所示时刻的网络</translation>
        </message>
        <message>
            <source>Write the network of the present as a program, not of the moment shown</source>
            <translation>把现在的网络（而不是所示时刻的网络）写成程序</translation>
        </message>
        <message>
            <source>Undo: {edit}</source>
            <translation>撤销：{edit}</translation>
        </message>
        <message>
            <source>Redo: {edit}</source>
            <translation>重做：{edit}</translation>
        </message>
        <message>
            <source>Pause first</source>
            <translation>先暂停</translation>
        </message>
    </context>
    <context>
        <name>Arithmetic</name>
        <message>
            <source>… and {count:,} more terms: {sum}</source>
            <translation>… 另外 {count:,} 项：{sum}</translation>
        </message>
        <message>
            <source>eᶻ / (sum of eᶻ over all units of the layer)</source>
            <translation>eᶻ / (本层所有单元的 eᶻ 之和)</translation>
        </message>
        <message>
            <source>from {source}: {weight} × {value} = {product}</source>
            <translation>来自{source}：{weight} × {value} = {product}</translation>
        </message>
        <message>
            <source>unit {unit:,}</source>
            <translation>单元 {unit:,}</translation>
        </message>
        <message>
            <source>input {unit:,}</source>
            <translation>输入 {unit:,}</translation>
        </message>
        <message>
            <source>red</source>
            <translation>红</translation>
        </message>
        <message>
            <source>green</source>
            <translation>绿</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>蓝</translation>
        </message>
        <message>
            <source>row {row}, column {column}{color}</source>
            <translation>第 {row} 行第 {column} 列{color}</translation>
        </message>
    </context>
    <context>
        <name>Bars</name>
        <message>
            <source>Pace: {pace}</source>
            <translation>速度：{pace}</translation>
        </message>
        <message>
            <source>Toolbar</source>
            <translation>工具栏</translation>
        </message>
        <message>
            <source>Pace</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>How fast a run goes. It only waits; the results stay the same.</source>
            <translation>训练进行得多快。只是中间会等待，结果不变。</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Train</source>
            <translation>训练(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Move panels</source>
            <translation>移动面板</translation>
        </message>
        <message>
            <source>Put panels back</source>
            <translation>面板归位</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
    </context>
    <context>
        <name>Center</name>
        <message>
            <source>What the middle of the window shows</source>
            <translation>窗口中部显示的内容</translation>
        </message>
    </context>
    <context>
        <name>Docks</name>
        <message>
            <source>Panels that share this place</source>
            <translation>共用此位置的面板</translation>
        </message>
    </context>
    <context>
        <name>DrawingCommands</name>
        <message>
            <source>Export drawn network</source>
            <translation>导出网络图</translation>
        </message>
        <message>
            <source>Export curves</source>
            <translation>导出曲线</translation>
        </message>
        <message>
            <source>Drawings (*.svg)</source>
            <translation>矢量图 (*.svg)</translation>
        </message>
        <message>
            <source>Pictures (*.png)</source>
            <translation>图片 (*.png)</translation>
        </message>
    </context>
    <context>
        <name>Edits</name>
        <message>
            <source>another design</source>
            <translation>另一个设计</translation>
        </message>
        <message>
            <source>end of the lesson</source>
            <translation>课程结束</translation>
        </message>
        <message>
            <source>lesson “{title}”</source>
            <translation>课程“{title}”</translation>
        </message>
        <message>
            <source>other first weights</source>
            <translation>另一组初始权重</translation>
        </message>
        <message>
            <source>layers in another order</source>
            <translation>调整层的顺序</translation>
        </message>
        <message>
            <source>hidden layers “{text}”</source>
            <translation>隐藏层“{text}”</translation>
        </message>
        <message>
            <source>new layer {layer} with {units} units</source>
            <translation>新增第 {layer} 层，{units} 个单元</translation>
        </message>
        <message>
            <source>layer {layer} removed</source>
            <translation>移除第 {layer} 层</translation>
        </message>
        <message>
            <source>{edit} in layer {layer}</source>
            <translation>第 {layer} 层 {edit}</translation>
        </message>
        <message>
            <source>{value} units</source>
            <translation>{value} 个单元</translation>
        </message>
        <message>
            <source>activation {value}</source>
            <translation>激活函数 {value}</translation>
        </message>
        <message>
            <source>initialization {value}</source>
            <translation>初始化 {value}</translation>
        </message>
        <message>
            <source>dropout {value}</source>
            <translation>Dropout {value}</translation>
        </message>
        <message>
            <source>optimizer {value}</source>
            <translation>优化器 {value}</translation>
        </message>
        <message>
            <source>momentum {value}</source>
            <translation>动量 {value}</translation>
        </message>
        <message>
            <source>learning rate {value}</source>
            <translation>学习率 {value}</translation>
        </message>
        <message>
            <source>{value} iterations</source>
            <translation>{value} 次迭代</translation>
        </message>
        <message>
            <source>batch size {value}</source>
            <translation>批大小 {value}</translation>
        </message>
        <message>
            <source>seed {value}</source>
            <translation>种子 {value}</translation>
        </message>
        <message>
            <source>schedule {value}</source>
            <translation>学习率计划 {value}</translation>
        </message>
        <message>
            <source>period {value}</source>
            <translation>周期 {value}</translation>
        </message>
        <message>
            <source>weight decay {value}</source>
            <translation>权重衰减 {value}</translation>
        </message>
        <message>
            <source>stop early after {value}</source>
            <translation>早停 {value}</translation>
        </message>
        <message>
            <source>keep best {value}</source>
            <translation>保留最佳 {value}</translation>
        </message>
        <message>
            <source>precision {value}</source>
            <translation>精度 {value}</translation>
        </message>
        <message>
            <source>first layer {value}</source>
            <translation>第一层 {value}</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>as in the settings</source>
            <translation>同设置</translation>
        </message>
        <message>
            <source>automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>direct</source>
            <translation>直接路径</translation>
        </message>
        <message>
            <source>sample space</source>
            <translation>样本空间</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>In the slider of iterations</source>
            <translation>在迭代滑块中</translation>
        </message>
        <message>
            <source>One iteration back, or on</source>
            <translation>后退或前进一次迭代</translation>
        </message>
        <message>
            <source>Page Up</source>
            <translation>Page Up</translation>
        </message>
        <message>
            <source>Page Down</source>
            <translation>Page Down</translation>
        </message>
        <message>
            <source>A tenth of the run</source>
            <translation>整个训练的十分之一</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Home</translation>
        </message>
        <message>
            <source>End</source>
            <translation>End</translation>
        </message>
        <message>
            <source>The first state, the last</source>
            <translation>最初状态、最后状态</translation>
        </message>
        <message>
            <source>In the drawn network</source>
            <translation>在网络图中</translation>
        </message>
        <message>
            <source>Choose a unit</source>
            <translation>选择单元</translation>
        </message>
        <message>
            <source>One unit more, or fewer</source>
            <translation>增加或减少一个单元</translation>
        </message>
        <message>
            <source>Ten units more, or fewer</source>
            <translation>增加或减少十个单元</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Insert</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Add a layer, remove it</source>
            <translation>添加一层、移除一层</translation>
        </message>
        <message>
            <source>Type the number of units</source>
            <translation>输入单元数</translation>
        </message>
        <message>
            <source>Ctrl+D</source>
            <translation>Ctrl+D</translation>
        </message>
        <message>
            <source>Double a layer</source>
            <translation>复制一层</translation>
        </message>
        <message>
            <source>Alt+←</source>
            <translation>Alt+←</translation>
        </message>
        <message>
            <source>Alt+→</source>
            <translation>Alt+→</translation>
        </message>
        <message>
            <source>Move a layer</source>
            <translation>移动一层</translation>
        </message>
        <message>
            <source>Its activation, initialization, dropout</source>
            <translation>该层的激活函数、初始化、Dropout</translation>
        </message>
        <message>
            <source>Shift+Z</source>
            <translation>Shift+Z</translation>
        </message>
        <message>
            <source>Ctrl+0</source>
            <translation>Ctrl+0</translation>
        </message>
        <message>
            <source>Zoom in, out, fit</source>
            <translation>放大、缩小、适合窗口</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单键</translation>
        </message>
        <message>
            <source>All that can be done there</source>
            <translation>那里能做的所有操作</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>逐步演示</translation>
        </message>
        <message>
            <source>The step before, the next one</source>
            <translation>上一步、下一步</translation>
        </message>
        <message>
            <source>The first step, the last</source>
            <translation>第一步、最后一步</translation>
        </message>
        <message>
            <source>Another unit, in the numbers</source>
            <translation>在数值中换一个单元</translation>
        </message>
        <message>
            <source>While “Your picture” is in front</source>
            <translation>“你的图片”在最前面时</translation>
        </message>
        <message>
            <source>Ctrl+V</source>
            <translation>Ctrl+V</translation>
        </message>
        <message>
            <source>Predict the picture on the clipboard</source>
            <translation>预测剪贴板中的图片</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>任何位置</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>Shift+Tab</source>
            <translation>Shift+Tab</translation>
        </message>
        <message>
            <source>The next place, the one before</source>
            <translation>下一处、上一处</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Arrow keys scroll</source>
            <translation>用方向键滚动</translation>
        </message>
    </context>
    <context>
        <name>LanguageMenu</name>
        <message>
            <source>Language</source>
            <translation>语言 (Language)</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
    </context>
    <context>
        <name>LessonBar</name>
        <message>
            <source>Lesson</source>
            <translation>课程</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Hide the task</source>
            <translation>收起任务</translation>
        </message>
        <message>
            <source>Make room: the task comes back with another click</source>
            <translation>腾出空间：再点一次任务就会回来</translation>
        </message>
        <message>
            <source>End lesson</source>
            <translation>结束课程</translation>
        </message>
        <message>
            <source>Let everything be changed again</source>
            <translation>让一切都可以再次更改</translation>
        </message>
        <message>
            <source>Lesson: {title}</source>
            <translation>课程：{title}</translation>
        </message>
        <message>
            <source>Show the task</source>
            <translation>显示任务</translation>
        </message>
    </context>
    <context>
        <name>Lessons</name>
        <message>
            <source>The lesson keeps this as it is</source>
            <translation>本课程固定了这一项</translation>
        </message>
        <message>
            <source>Nothing is to be changed</source>
            <translation>本课不需要更改任何设置</translation>
        </message>
        <message>
            <source>You may change: {parts}</source>
            <translation>你可以更改：{parts}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Saved: {path}</source>
            <translation>已保存：{path}</translation>
        </message>
    </context>
    <context>
        <name>Views</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>逐步演示</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>代价</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>Inside</source>
            <translation>内部</translation>
        </message>
        <message>
            <source>Mistakes</source>
            <translation>错例</translation>
        </message>
        <message>
            <source>Doctor</source>
            <translation>医生</translation>
        </message>
        <message>
            <source>Your picture</source>
            <translation>你的图片</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>训练记录</translation>
        </message>
        <message>
            <source>Shapes</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Was it luck?</source>
            <translation>是运气吗？</translation>
        </message>
        <message>
            <source>Gradient check</source>
            <translation>梯度检验</translation>
        </message>
        <message>
            <source>Boundary</source>
            <translation>决策边界</translation>
        </message>
        <message>
            <source>Why this answer?</source>
            <translation>为何这样判断？</translation>
        </message>
        <message>
            <source>Over time</source>
            <translation>随时间变化</translation>
        </message>
    </context>
    <context>
        <name>PresetCommands</name>
        <message>
            <source>Save preset</source>
            <translation>保存预设</translation>
        </message>
        <message>
            <source>Presets (*.json)</source>
            <translation>预设 (*.json)</translation>
        </message>
        <message>
            <source>Open preset</source>
            <translation>打开预设</translation>
        </message>
    </context>
    <context>
        <name>PresetDialog</name>
        <message>
            <source>Save preset</source>
            <translation>保存预设</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>What the menu calls it</source>
            <translation>在菜单中显示的名称</translation>
        </message>
        <message>
            <source>What to look for, or to do; may stay empty</source>
            <translation>要观察或要做什么；可以留空</translation>
        </message>
        <message>
            <source>It is a lesson: only this may be changed</source>
            <translation>这是一节课程：只有这些可以更改</translation>
        </message>
        <message>
            <source>Everything else stays as it is now, until the lesson is ended</source>
            <translation>其余一切保持现在的样子，直到课程结束</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Put it into your menu of presets</source>
            <translation>放入你的预设菜单</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>保存到文件…</translation>
        </message>
        <message>
            <source>Save it where you want, to give it to others</source>
            <translation>存到你想要的位置，以便分享给别人</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>What to look for</source>
            <translation>要观察什么</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>The course</source>
            <translation>课程</translation>
        </message>
        <message>
            <source>Lessons</source>
            <translation>课程</translation>
        </message>
        <message>
            <source>Deep or wide</source>
            <translation>深还是宽</translation>
        </message>
        <message>
            <source>Points in the plane</source>
            <translation>平面上的点</translation>
        </message>
        <message>
            <source>Your own</source>
            <translation>我的预设</translation>
        </message>
        <message>
            <source>&amp;Presets</source>
            <translation>预设(&amp;P)</translation>
        </message>
        <message>
            <source>Save preset…</source>
            <translation>保存预设…</translation>
        </message>
        <message>
            <source>Keep the present design, and what it is for</source>
            <translation>保存当前设计及其用途</translation>
        </message>
        <message>
            <source>Open preset…</source>
            <translation>打开预设…</translation>
        </message>
        <message>
            <source>Open a preset that somebody gave you</source>
            <translation>打开别人给你的预设</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Ready-made experiments, and your own</source>
            <translation>现成的实验，以及你自己的实验</translation>
        </message>
        <message>
            <source>✕ {file}</source>
            <translation>✕ {file}</translation>
        </message>
    </context>
    <context>
        <name>RunCommands</name>
        <message>
            <source>Export runs</source>
            <translation>导出训练记录</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Progress of the run</source>
            <translation>训练进度</translation>
        </message>
        <message>
            <source>iteration {moment} of {total} (time machine)</source>
            <translation>第 {moment} / {total} 次迭代（时光机）</translation>
        </message>
        <message>
            <source>{speed} iterations/s</source>
            <translation>{speed} 次迭代/秒</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
        <message>
            <source>slowed down so that you can watch; full speed: F</source>
            <translation>已放慢，便于观看；全速：F</translation>
        </message>
        <message>
            <source>Train waits until the design is right.</source>
            <translation>设计改正确后才能训练。</translation>
        </message>
        <message>
            <source>The design has changed. Space starts a new run.</source>
            <translation>设计已改变。按空格键开始新的训练。</translation>
        </message>
        <message>
            <source>Ready. Space trains.</source>
            <translation>就绪。按空格键开始训练。</translation>
        </message>
        <message>
            <source>Paused. Space goes on.</source>
            <translation>已暂停。按空格键继续。</translation>
        </message>
        <message>
            <source>Finished. Space starts over.</source>
            <translation>已完成。按空格键重新开始。</translation>
        </message>
        <message>
            <source>Stopped: the cost is no longer a number.</source>
            <translation>已停止：代价不再是一个数。</translation>
        </message>
        <message>
            <source>A past moment. Space starts over, Live comes back.</source>
            <translation>过去的时刻。按空格键重新开始，按“实时”返回。</translation>
        </message>
        <message>
            <source>A past moment. Space goes on from iteration {present}.</source>
            <translation>过去的时刻。按空格键从第 {present} 次迭代继续。</translation>
        </message>
        <message>
            <source>seed {seed}</source>
            <translation>种子 {seed}</translation>
        </message>
        <message>
            <source>cost {cost}</source>
            <translation>代价 {cost}</translation>
        </message>
        <message>
            <source>train {share}</source>
            <translation>训练 {share}</translation>
        </message>
        <message>
            <source>test {share}</source>
            <translation>测试 {share}</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>training picture {number:,}</source>
            <translation>训练图片 {number:,}</translation>
        </message>
        <message>
            <source>training picture {number:,}, “{name}”</source>
            <translation>训练图片 {number:,}，“{name}”</translation>
        </message>
        <message>
            <source>Nothing learned yet: the weights were set. See them under “Weights”, or press Train to see how they change.</source>
            <translation>还没有学到东西：权重是设定好的。可在“权重”中查看，或按“训练”看它们如何变化。</translation>
        </message>
        <message>
            <source>Nothing learned yet. Press Train, and see here how the weights of layer 1 change.</source>
            <translation>还没有学到东西。按“训练”，就能在这里看到第 1 层的权重如何变化。</translation>
        </message>
        <message>
            <source>Nothing learned yet. Press Train, and the neuron of layer 1 turns into a picture of what it learned.</source>
            <translation>还没有学到东西。按“训练”，第 1 层的神经元就会变成一幅图，显示它学到了什么。</translation>
        </message>
        <message>
            <source>Nothing learned yet. Press Train, and each of the {count:,} neurons of layer 1 turns into a picture of what it learned.</source>
            <translation>还没有学到东西。按“训练”，第 1 层的 {count:,} 个神经元就会各自变成一幅图，显示它学到了什么。</translation>
        </message>
        <message>
            <source>Layer 1 is as it was: {count:,} iterations changed nothing.</source>
            <translation>第 1 层保持原样：{count:,} 次迭代没有带来任何变化。</translation>
        </message>
        <message>
            <source>{count} s</source>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} min</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} h</translation>
        </message>
        <message>
            <source>Something went wrong inside LayerLab ({error}). Your work is still here; details are in the log file.</source>
            <translation>LayerLab 内部出错（{error}）。你的工作仍在；详情见日志文件。</translation>
        </message>
        <message>
            <source>It has learned, its training examples better than new ones.</source>
            <translation>它学会了，但对训练样本比对新样本更好。</translation>
        </message>
        <message>
            <source>It has learned, and it holds for new examples.</source>
            <translation>它学会了，对新样本也成立。</translation>
        </message>
        <message>
            <source>It has learned its training examples by heart.</source>
            <translation>它死记硬背了训练样本。</translation>
        </message>
        <message>
            <source>It knows its training examples; nobody tested it.</source>
            <translation>它掌握了训练样本，但未经测试。</translation>
        </message>
        <message>
            <source>It learned from other data: “{name}”.</source>
            <translation>它是用其他数据训练的：“{name}”。</translation>
        </message>
        <message>
            <source>Its weights were set, and nothing is trained yet.</source>
            <translation>权重是设定好的，还没有经过训练。</translation>
        </message>
        <message>
            <source>Untrained: its answers are chance.</source>
            <translation>尚未训练：它的回答只是碰运气。</translation>
        </message>
        <message>
            <source>It diverged: the steps were too large.</source>
            <translation>训练发散了：步子太大。</translation>
        </message>
        <message>
            <source>How it stands is not known.</source>
            <translation>目前情况未知。</translation>
        </message>
        <message>
            <source>It is learning.</source>
            <translation>它正在学习。</translation>
        </message>
        <message>
            <source>It has learned a part.</source>
            <translation>它学会了一部分。</translation>
        </message>
        <message>
            <source>So far no better than always saying “{name}”.</source>
            <translation>目前还不比总是回答“{name}”更好。</translation>
        </message>
        <message>
            <source>It has learned only how common “{name}” is.</source>
            <translation>它只学到了“{name}”有多常见。</translation>
        </message>
        <message>
            <source>It does worse than guessing.</source>
            <translation>它还不如猜测。</translation>
        </message>
        <message>
            <source>It beats guessing, but is too sure when wrong.</source>
            <translation>它胜过猜测，但出错时过于自信。</translation>
        </message>
        <message>
            <source>It has learned, its training pictures better than new ones.</source>
            <translation>它学会了，但对训练图片比对新图片更好。</translation>
        </message>
        <message>
            <source>It has learned, and it holds for new pictures.</source>
            <translation>它学会了，对新图片也成立。</translation>
        </message>
        <message>
            <source>It has learned its training pictures by heart.</source>
            <translation>它死记硬背了训练图片。</translation>
        </message>
        <message>
            <source>It knows its training pictures; nobody tested it.</source>
            <translation>它掌握了训练图片，但未经测试。</translation>
        </message>
        <message>
            <source>{file} was not saved: {reason}. Choose another name or folder.</source>
            <translation>{file} 未保存：{reason}。请换一个名称或文件夹。</translation>
        </message>
        <message>
            <source>{file} is a folder. Give the name of a file in it.</source>
            <translation>{file} 是文件夹。请输入其中文件的名称。</translation>
        </message>
        <message>
            <source>{file} is a device. Give the name of an ordinary file.</source>
            <translation>{file} 是设备。请输入普通文件的名称。</translation>
        </message>
        <message>
            <source>{file} was not saved, as its folder does not exist. Create the folder or choose another.</source>
            <translation>{file} 未保存，因为所在的文件夹不存在。请创建该文件夹，或选择其他文件夹。</translation>
        </message>
        <message>
            <source>{file} was not saved, as its folder can't be written to. Choose another folder.</source>
            <translation>{file} 未保存，因为无法写入所在的文件夹。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>{file} was not saved, as the disk is full. Free some space and try again.</source>
            <translation>{file} 未保存，因为磁盘已满。请清理出一些空间后重试。</translation>
        </message>
        <message>
            <source>{name} are what they are: no noise and no size can be chosen.</source>
            <translation>{name} 是固定的数据：不能选择噪声和大小。</translation>
        </message>
        <message>
            <source>The state of the training in {file} does not fit its network and its hyperparameters. Save the model again.</source>
            <translation>{file} 中的训练状态与其网络和超参数不符。请重新保存模型。</translation>
        </message>
        <message>
            <source>{file} has a state of the training that is no finite numbers. Save the model again.</source>
            <translation>{file} 中的训练状态含有非有限的数值。请重新保存模型。</translation>
        </message>
        <message>
            <source>No run has such a state.</source>
            <translation>任何一次训练都不会有这样的状态。</translation>
        </message>
        <message>
            <source>Stopping early and keeping the best state need a test set, and these data have none. Switch both off, or open data with a test set.</source>
            <translation>提前停止和保留最佳状态都需要测试集，而这份数据没有。请把两者都关闭，或打开带测试集的数据。</translation>
        </message>
        <message>
            <source>A batch of {size:,} is larger than the training set of {m:,}. Make the batch smaller.</source>
            <translation>批大小 {size:,} 超过了训练集的样本数 {m:,}。请减小批大小。</translation>
        </message>
        <message>
            <source>{name} in {file} names {count:,} classes; {limit:,} is the most. Use fewer classes.</source>
            <translation>{file} 中的 {name} 列出了 {count:,} 个类别，最多允许 {limit:,} 个。请减少类别。</translation>
        </message>
        <message>
            <source>{file} has two classes called {name}. Give each a name of its own.</source>
            <translation>{file} 中有两个类别都叫 {name}。请为每个类别取不同的名称。</translation>
        </message>
        <message>
            <source>The hyperparameters are broken: {e}.</source>
            <translation>超参数已损坏：{e}。</translation>
        </message>
        <message>
            <source>The learning rate must be a number greater than 0, not {value}.</source>
            <translation>学习率必须是大于 0 的数，不能是 {value}。</translation>
        </message>
        <message>
            <source>The {what} must be from {low:,} to {high:,}, not {value:,}.</source>
            <translation>{what}必须在 {low:,} 到 {high:,} 之间，不能是 {value:,}。</translation>
        </message>
        <message>
            <source>There is no {what} called {name}. Choose one of: {names}.</source>
            <translation>没有名为 {name} 的{what}。请从以下选项中选择：{names}。</translation>
        </message>
        <message>
            <source>The momentum must be from 0 to less than 1, not {value}.</source>
            <translation>动量必须大于等于 0 且小于 1，不能是 {value}。</translation>
        </message>
        <message>
            <source>The weight decay must be a number, 0 or more, not {value}.</source>
            <translation>权重衰减必须是大于等于 0 的数，不能是 {value}。</translation>
        </message>
        <message>
            <source>The schedule never ends: its period of {period:,} iterations is longer than the run of {iterations:,}. Make the period shorter or the run longer.</source>
            <translation>学习率计划不会走完：它的周期是 {period:,} 次迭代，比这次训练的 {iterations:,} 次还长。请缩短周期或延长训练。</translation>
        </message>
        <message>
            <source>The course's pictures can't be fetched: {reason}. Look at the connection and try again, or open the two files from your own folder.</source>
            <translation>无法获取课程图片：{reason}。请检查网络连接后重试，或从自己的文件夹中打开这两个文件。</translation>
        </message>
        <message>
            <source>What came instead of the course's pictures is something else, and was thrown away. Try again later, or open the two files from your own folder.</source>
            <translation>下载到的不是课程图片，而是别的内容，已丢弃。请稍后重试，或从自己的文件夹中打开这两个文件。</translation>
        </message>
        <message>
            <source>The course's pictures can't be kept in {folder}: {reason}. Make room there, or open the two files from your own folder.</source>
            <translation>无法将课程图片保存到 {folder}：{reason}。请在那里腾出空间，或从自己的文件夹中打开这两个文件。</translation>
        </message>
        <message>
            <source>{name} in {file} has the shape {shape}. Save pictures as (number, height, width, 3), or with 1 for 3 if they are grey.</source>
            <translation>{file} 中的 {name} 的形状为 {shape}。请把图片保存为 (数量, 高, 宽, 3)；灰度图片则把 3 换成 1。</translation>
        </message>
        <message>
            <source>{name} in {file} has pictures of {height:,} by {width:,} pixels; 1 to {limit:,} are possible. Save them in another size.</source>
            <translation>{file} 中的 {name} 的图片为 {height:,} × {width:,} 像素，而边长只能是 1 到 {limit:,}。请以其他尺寸保存。</translation>
        </message>
        <message>
            <source>{name} in {file} has no pictures. Choose a file with at least one.</source>
            <translation>{file} 中的 {name} 没有图片。请选择至少含一张图片的文件。</translation>
        </message>
        <message>
            <source>{name} in {file} has the shape {shape}, but there are {pictures:,} pictures. Save one label for each of them.</source>
            <translation>{file} 中的 {name} 的形状为 {shape}，但有 {pictures:,} 张图片。请为每张图片保存一个标签。</translation>
        </message>
        <message>
            <source>{name} in {file} has labels that are not whole numbers from 0 to {last}. Number the classes from 0, in the order of list_classes.</source>
            <translation>{file} 中的 {name} 含有不是 0 到 {last} 之间整数的标签。请按 list_classes 的顺序从 0 开始给类别编号。</translation>
        </message>
        <message>
            <source>All pictures in {name} of {file} are of one class, so there is nothing to learn. Add pictures of another class.</source>
            <translation>{file} 的 {name} 中，所有图片都属于同一类别，没有什么可学。请加入其他类别的图片。</translation>
        </message>
        <message>
            <source>{file} is a model, not a data set. Open it with “Open model”.</source>
            <translation>{file} 是模型，不是数据集。请用“打开模型”打开它。</translation>
        </message>
        <message>
            <source>{file} has neither train_set_x nor test_set_x; it holds {found}. Choose a data set with the course's names.</source>
            <translation>{file} 中既没有 train_set_x 也没有 test_set_x，只有 {found}。请选择采用课程命名方式的数据集。</translation>
        </message>
        <message>
            <source>{file} has no file with a training set. Choose a folder with .h5 files that have train_set_x.</source>
            <translation>{file} 中没有含训练集的文件。请选择一个文件夹，其中的 .h5 文件包含 train_set_x。</translation>
        </message>
        <message>
            <source>The pictures or the classes of {test_file} are not like those of {file}. Choose a test set that was made with this training set.</source>
            <translation>{test_file} 的图片或类别与 {file} 的不一致。请选择与这个训练集配套的测试集。</translation>
        </message>
        <message>
            <source>{file} has no test_set_x. Choose a file with a test set.</source>
            <translation>{file} 中没有 test_set_x。请选择含测试集的文件。</translation>
        </message>
        <message>
            <source>{file} is only a test set, and the training set that belongs to it is not beside it. Open the file with the training set.</source>
            <translation>{file} 只是测试集，与它配套的训练集不在同一文件夹中。请打开含训练集的文件。</translation>
        </message>
        <message>
            <source>{file} has more than one training set: {found}. Open one of them.</source>
            <translation>{file} 中有不止一个训练集：{found}。请打开其中一个。</translation>
        </message>
        <message>
            <source>{name} has no test set.</source>
            <translation>{name} 没有测试集。</translation>
        </message>
        <message>
            <source>{name} has no such picture.</source>
            <translation>{name} 中没有这张图片。</translation>
        </message>
        <message>
            <source>Take smaller steps: a learning rate of {rate:g} instead of {now:g}.</source>
            <translation>减小步子：学习率用 {rate:g}，而不是 {now:g}。</translation>
        </message>
        <message>
            <source>Take larger steps: a learning rate of {rate:g} instead of {now:g}.</source>
            <translation>加大步子：学习率用 {rate:g}，而不是 {now:g}。</translation>
        </message>
        <message>
            <source>Draw the first weights as {label}: that suits these units.</source>
            <translation>把初始权重改为 {label}：它适合这些单元。</translation>
        </message>
        <message>
            <source>Use {label} in the hidden layers: it doesn't flatten out on the right.</source>
            <translation>在隐藏层使用 {label}：它在右侧不会变平。</translation>
        </message>
        <message>
            <source>Try other first weights, more units, or another learning rate.</source>
            <translation>试试别的初始权重、更多单元或另一个学习率。</translation>
        </message>
        <message>
            <source>The test cost is {now:.4f}, the training cost {cost:.4f}.</source>
            <translation>测试代价是 {now:.4f}，训练代价是 {cost:.4f}。</translation>
        </message>
        <message>
            <source>Try fewer units, more data, or keep what did best on the test set.</source>
            <translation>试试减少单元、增加数据，或保留测试集上表现最好的权重。</translation>
        </message>
        <message>
            <source>It has learned only how common each class is.</source>
            <translation>它只学到了各个类别有多常见。</translation>
        </message>
        <message>
            <source>For {count:,} iterations the cost has stayed within 1 % of {cost:.4f}, which is what knowing only how common each class is costs.</source>
            <translation>连续 {count:,} 次迭代中，代价与 {cost:.4f} 的差距不超过 1 %，而只知道各个类别有多常见时的代价就是这个值。</translation>
        </message>
        <message>
            <source>The last {count:,} iterations lowered the cost by {fall:.2g}, to {now:.4f}. At this pace {more:,} more would bring it to {end:.4f}, and knowing nothing of the examples costs {base:.4f}.</source>
            <translation>最近 {count:,} 次迭代使代价下降了 {fall:.2g}，降至 {now:.4f}。照此速度，再迭代 {more:,} 次会降到 {end:.4f}；而对样本一无所知时的代价是 {base:.4f}。</translation>
        </message>
        <message>
            <source>The learning rate is too small.</source>
            <translation>学习率太小。</translation>
        </message>
        <message>
            <source>The test cost was lowest at iteration {best:,}: {lowest:.4f}. Now it is {now:.4f}, while the training cost is {cost:.4f}.</source>
            <translation>测试代价在第 {best:,} 次迭代时最低：{lowest:.4f}。现在是 {now:.4f}，而训练代价是 {cost:.4f}。</translation>
        </message>
        <message>
            <source>It overfits: {train:g} % on the training set, {test:g} % on the test set.</source>
            <translation>过拟合：训练集上 {train:g} %，测试集上 {test:g} %。</translation>
        </message>
        <message>
            <source>Try weight decay of {decay:g}, fewer units, or more data.</source>
            <translation>试试把权重衰减设为 {decay:g}、减少单元或增加数据。</translation>
        </message>
        <message>
            <source>Try more data, or keep what did best on the test set.</source>
            <translation>试试增加数据，或保留测试集上表现最好的权重。</translation>
        </message>
        <message>
            <source>After iteration {iteration:,} the cost would not have been a finite number. The last good weights were kept.</source>
            <translation>第 {iteration:,} 次迭代之后，代价将不再是有限数。已保留最后一组正常的权重。</translation>
        </message>
        <message>
            <source>Its cost is stuck at that of a guess.</source>
            <translation>它的代价停在猜测的水平上。</translation>
        </message>
        <message>
            <source>It has learned only that {share:.0f} % are “{name}”.</source>
            <translation>它只学到了有 {share:.0f} % 是“{name}”。</translation>
        </message>
        <message>
            <source>It overfits: new examples cost much more than those it knows.</source>
            <translation>过拟合：新样本的代价远高于它见过的样本。</translation>
        </message>
        <message>
            <source>Try weight decay of {decay:g}, or more data.</source>
            <translation>试试把权重衰减设为 {decay:g}，或增加数据。</translation>
        </message>
        <message>
            <source>The cost is climbing.</source>
            <translation>代价在上升。</translation>
        </message>
        <message>
            <source>It was {first:.4g} at first and is {now:.4g} now: each step goes too far.</source>
            <translation>起初为 {first:.4g}，现在为 {now:.4g}：每一步都走过了头。</translation>
        </message>
        <message>
            <source>A step changes its weights by {own:.1g} of their size, and those of layer {other} {times:,.0f} times as much.</source>
            <translation>每一步对该层权重的改变是其大小的 {own:.1g} 倍，而第 {other} 层的相对改变是它的 {times:,.0f} 倍。</translation>
        </message>
        <message>
            <source>Try fewer layers, or other first weights.</source>
            <translation>试试减少层数，或换用别的初始权重。</translation>
        </message>
        <message>
            <source>The gradient is {times:,.1f} times as large as its weights: a step changes them by {share:,.3g} % of their size.</source>
            <translation>梯度是权重的 {times:,.1f} 倍：一步就使权重改变其大小的 {share:,.3g} %。</translation>
        </message>
        <message>
            <source>The gradients vanish on their way to layer {layer}.</source>
            <translation>梯度在传到第 {layer} 层的途中消失。</translation>
        </message>
        <message>
            <source>The gradients explode in layer {layer}.</source>
            <translation>梯度在第 {layer} 层爆炸。</translation>
        </message>
        <message>
            <source>Units {units}: none of {count:,} training examples makes them active, so no gradient reaches them, and they learn nothing.</source>
            <translation>单元 {units}：{count:,} 个训练样本中没有一个使它们激活，因此没有梯度传到它们，它们什么也学不到。</translation>
        </message>
        <message>
            <source>{dead:,} of {units:,} units of layer {layer} are dead.</source>
            <translation>第 {layer} 层的 {units:,} 个单元中有 {dead:,} 个已死亡。</translation>
        </message>
        <message>
            <source>Try {label}, whose units can't die, or smaller steps.</source>
            <translation>试试 {label}（它的单元不会死亡），或用更小的步长。</translation>
        </message>
        <message>
            <source>Unit {units}: none of {count:,} training examples makes it active, so no gradient reaches it, and it learns nothing.</source>
            <translation>单元 {units}：{count:,} 个训练样本中没有一个使它激活，因此没有梯度传到它，它什么也学不到。</translation>
        </message>
        <message>
            <source>{dead:,} of {units:,} units of layer {layer} is dead.</source>
            <translation>第 {layer} 层的 {units:,} 个单元中有 {dead:,} 个已死亡。</translation>
        </message>
        <message>
            <source>{twins:,} of {units:,} units of layer {layer} are no different.</source>
            <translation>第 {layer} 层的 {units:,} 个单元中有 {twins:,} 个完全相同。</translation>
        </message>
        <message>
            <source>{flat:,} of {units:,} units of layer {layer} are saturated.</source>
            <translation>第 {layer} 层的 {units:,} 个单元中有 {flat:,} 个已饱和。</translation>
        </message>
        <message>
            <source>All units of layer {layer} are dead.</source>
            <translation>第 {layer} 层的单元全部死亡。</translation>
        </message>
        <message>
            <source>All {units:,} units of layer {layer} are the same.</source>
            <translation>第 {layer} 层的 {units:,} 个单元全都相同。</translation>
        </message>
        <message>
            <source>Some of its numbers aren't finite.</source>
            <translation>它的一些数不是有限数。</translation>
        </message>
        <message>
            <source>Its weights, or what they compute, are infinite or no numbers at all.</source>
            <translation>它的权重或计算结果是无穷大，或者根本不是数。</translation>
        </message>
        <message>
            <source>Reset, and take smaller steps; a model from a file may be broken.</source>
            <translation>重置，并减小步子；来自文件的模型可能已损坏。</translation>
        </message>
        <message>
            <source>It gives every example the same answer.</source>
            <translation>它对每个样本都给出相同的回答。</translation>
        </message>
        <message>
            <source>What it answers to {count:,} training examples differs by {spread:.1g} at most.</source>
            <translation>它对 {count:,} 个训练样本的回答最多相差 {spread:.1g}。</translation>
        </message>
        <message>
            <source>They began with the same weights, so every step changes them alike: together they are worth one unit.</source>
            <translation>它们的初始权重相同，因此每一步对它们的改变也相同：合在一起只相当于一个单元。</translation>
        </message>
        <message>
            <source>For nearly every training example they are where {label} is flat: less than a hundredth of a gradient comes through.</source>
            <translation>对几乎所有训练样本，它们都处在 {label} 的平坦区：能通过的梯度不到百分之一。</translation>
        </message>
        <message>
            <source>Y must hold one class index, 0 or more, for each of the {m:,} columns of X.</source>
            <translation>对于 X 的 {m:,} 列，Y 必须为每一列给出一个类别序号（0 或更大）。</translation>
        </message>
        <message>
            <source>X must have a column for each example, not the shape {given}.</source>
            <translation>X 必须为每个样本设一列，不能是形状 {given}。</translation>
        </message>
        <message>
            <source>Call fit before you ask for predictions.</source>
            <translation>先调用 fit，再求预测。</translation>
        </message>
        <message>
            <source>The network takes {wanted:,} inputs in each column of X, whose shape is {given}.</source>
            <translation>X 的每一列应有网络所需的 {wanted:,} 个输入，而 X 的形状是 {given}。</translation>
        </message>
        <message>
            <source>Example {index:,} (counted from 0) has a number that is not finite in {precision}. Correct or remove it, or look for huge values in the data.</source>
            <translation>样本 {index:,}（从 0 数起）中有一个数在 {precision} 下不是有限数。请改正或移除它，或检查数据中是否有极大的值。</translation>
        </message>
        <message>
            <source>There must be at least one example, with a target and a label for each, not {m:,} examples with {targets:,} targets and {labels:,} labels.</source>
            <translation>至少要有一个样本，且每个样本都要有一个目标值和一个标签；而现在有 {m:,} 个样本、{targets:,} 个目标值和 {labels:,} 个标签。</translation>
        </message>
        <message>
            <source>The network takes {wanted:,} inputs, the data have {given:,}.</source>
            <translation>网络需要 {wanted:,} 个输入，而数据有 {given:,} 个。</translation>
        </message>
        <message>
            <source>The network has {wanted:,} outputs, the data need {given:,}.</source>
            <translation>网络有 {wanted:,} 个输出，而数据需要 {given:,} 个。</translation>
        </message>
        <message>
            <source>{file} is a device. Choose an ordinary file.</source>
            <translation>{file} 是设备。请选择普通文件。</translation>
        </message>
        <message>
            <source>{file} can't be read: {reason}. Copy it to another disk or folder.</source>
            <translation>无法读取 {file}：{reason}。请把它复制到其他磁盘或文件夹。</translation>
        </message>
        <message>
            <source>{file} is there already. Choose another name.</source>
            <translation>{file} 已经存在。请换一个名称。</translation>
        </message>
        <message>
            <source>{file} is empty. Download or copy it again.</source>
            <translation>{file} 是空文件。请重新下载或复制。</translation>
        </message>
        <message>
            <source>{file} is a web page under another name. Download the file itself, not the page that shows it.</source>
            <translation>{file} 其实是一个网页，只是换了文件名。请下载文件本身，而不是显示它的网页。</translation>
        </message>
        <message>
            <source>{file} is a Git LFS pointer, not the data itself. Fetch the data with “git lfs pull” or download the file from its web page.</source>
            <translation>{file} 只是 Git LFS 指针，不是数据本身。请用 “git lfs pull” 获取数据，或从它的网页下载文件。</translation>
        </message>
        <message>
            <source>{file} is a folder. Choose a file in it.</source>
            <translation>{file} 是文件夹。请选择其中的文件。</translation>
        </message>
        <message>
            <source>There is no {file}. Check its name and its folder.</source>
            <translation>没有找到 {file}。请检查文件名和所在文件夹。</translation>
        </message>
        <message>
            <source>{file} can't be read: permission denied. Change its permissions or copy it to a folder of yours.</source>
            <translation>无法读取 {file}：权限不足。请修改它的权限，或把它复制到自己的文件夹中。</translation>
        </message>
        <message>
            <source>So it was before the run was interrupted.</source>
            <translation>沿用训练中断前的方式。</translation>
        </message>
        <message>
            <source>Training W1 as a sum of the {m:,} examples would take longer than training its {n_x:,} inputs' weights.</source>
            <translation>把 W1 作为 {m:,} 个样本之和来训练，会比直接训练 {n_x:,} 个输入的权重更费时。</translation>
        </message>
        <message>
            <source>You chose sample space.</source>
            <translation>你选择了样本空间。</translation>
        </message>
        <message>
            <source>You chose the direct way.</source>
            <translation>你选择了直接路径。</translation>
        </message>
        <message>
            <source>{optimizer} takes each weight at its own pace, so W1 is no weighted sum of training examples.</source>
            <translation>{optimizer} 对每个权重采用各自的步长，因此 W1 不是训练样本的加权和。</translation>
        </message>
        <message>
            <source>With dropout of the inputs, every update sees other examples.</source>
            <translation>对输入使用 Dropout 时，每次更新看到的样本都不同。</translation>
        </message>
        <message>
            <source>The inner products of {m:,} examples take too much memory.</source>
            <translation>{m:,} 个样本的内积占用的内存过多。</translation>
        </message>
        <message>
            <source>W1 is trained as a sum of the {m:,} training examples, which takes no product with their {n_x:,} inputs. That is some {times:.2g} times less work for this layer.</source>
            <translation>W1 作为 {m:,} 个训练样本之和来训练，不需要与它们的 {n_x:,} 个输入相乘。这一层的计算量约减少到原来的 1/{times:.2g}。</translation>
        </message>
        <message>
            <source>The first layer can't be kept in sample space: {why} Let it be chosen automatically.</source>
            <translation>第一层不能保存在样本空间中：{why}请改为自动选择。</translation>
        </message>
        <message>
            <source>The cost of this state is not a finite number, so there are no slopes to compare. Reset the run, and try a smaller learning rate.</source>
            <translation>当前状态的代价不是有限数，没有斜率可以比较。请重置训练，并换用更小的学习率。</translation>
        </message>
        <message>
            <source>Some weights are not finite numbers, so there are no slopes to compare. Reset the run, and try a smaller learning rate.</source>
            <translation>有些权重不是有限数，因此没有斜率可比较。请重置训练，并试用更小的学习率。</translation>
        </message>
        <message>
            <source>{name} in {file} is only a link to data kept elsewhere, which is not followed. Save the data itself in the file.</source>
            <translation>{file} 中的 {name} 只是指向别处数据的链接，程序不会跟随链接。请把数据本身保存在文件中。</translation>
        </message>
        <message>
            <source>{file} is not an HDF5 file, whatever its name says. Choose one that a program saved as HDF5.</source>
            <translation>无论 {file} 的文件名如何，它都不是 HDF5 文件。请选择由程序保存为 HDF5 格式的文件。</translation>
        </message>
        <message>
            <source>{name} in {file} holds {type}, not numbers. Save it as numbers.</source>
            <translation>{file} 中的 {name} 的类型是 {type}，不是数值。请保存为数值。</translation>
        </message>
        <message>
            <source>{name} in {file} holds a text of {length:,} characters; {limit} is the most. Save it with shorter ones.</source>
            <translation>{file} 中的 {name} 含有一段 {length:,} 个字符的文本，最多允许 {limit} 个。请用更短的文本保存。</translation>
        </message>
        <message>
            <source>{name} in {file} is not an array. Save it as one.</source>
            <translation>{file} 中的 {name} 不是数组。请保存为数组。</translation>
        </message>
        <message>
            <source>{file} has no {name}; it holds {found}. Choose another file.</source>
            <translation>{file} 中没有 {name}，只有 {found}。请选择其他文件。</translation>
        </message>
        <message>
            <source>{name} in {file} would take {needed:,} MiB of memory; {limit:,} is the most. Use fewer or smaller examples.</source>
            <translation>{file} 中的 {name} 需要 {needed:,} MiB 内存，最多允许 {limit:,} MiB。请使用更少或更小的样本。</translation>
        </message>
        <message>
            <source>{name} in {file} holds {type}, not text. Save it as text.</source>
            <translation>{file} 中的 {name} 的类型是 {type}，不是文本。请保存为文本。</translation>
        </message>
        <message>
            <source>{file} takes more memory than there is. Close other programs or use a smaller file.</source>
            <translation>内存不足，无法打开 {file}。请关闭其他程序，或使用较小的文件。</translation>
        </message>
        <message>
            <source>{file} is being written by another program. Wait for it or close it.</source>
            <translation>另一个程序正在写入 {file}。请等它写完，或关闭该程序。</translation>
        </message>
        <message>
            <source>{file} is incomplete or damaged. Download or copy it again.</source>
            <translation>{file} 不完整或已损坏。请重新下载或复制。</translation>
        </message>
        <message>
            <source>{name} in {file} is packed by a method that is not available here. Save it without compression or with gzip.</source>
            <translation>{file} 中的 {name} 采用了此处不支持的压缩方式。请不压缩保存，或用 gzip 压缩保存。</translation>
        </message>
        <message>
            <source>{name} in {file} does not unpack to what it declares, so the file is damaged or made to do harm. Get it from another place.</source>
            <translation>{file} 中的 {name} 解压后与声明不符，说明文件已损坏，或是为造成危害而制作的。请从其他来源获取。</translation>
        </message>
        <message>
            <source>{name} in {file} declares more than the file holds. Save all of it.</source>
            <translation>{file} 中的 {name} 声明的内容多于文件实际所含。请完整保存。</translation>
        </message>
        <message>
            <source>{name} in {file} is too large to be read at once, and to read one example of it takes {needed:,} MiB; {limit:,} is the most. Save it in chunks of fewer examples.</source>
            <translation>{file} 中的 {name} 太大，无法一次读入；仅读取其中一个样本就需要 {needed:,} MiB，最多允许 {limit:,} MiB。请以每块含更少样本的方式分块保存。</translation>
        </message>
        <message>
            <source>{file} was changed while it was in use. Open it again, and train anew.</source>
            <translation>{file} 在使用过程中被修改。请重新打开它，并重新训练。</translation>
        </message>
        <message>
            <source>{file} can't be found any more: it was moved or deleted, or its disk was removed. Put it back, or open other data.</source>
            <translation>找不到 {file}：它可能已被移动或删除，或者所在磁盘已被移除。请把它放回原处，或打开其他数据。</translation>
        </message>
        <message>
            <source>{file} has more than {limit:,} pixels. Make the picture smaller.</source>
            <translation>{file} 的像素超过 {limit:,} 个。请把图片缩小。</translation>
        </message>
        <message>
            <source>{file} is in the format {format}, which can't be read. Convert it to JPEG or PNG.</source>
            <translation>{file} 的格式是 {format}，无法读取。请把它转换为 JPEG 或 PNG。</translation>
        </message>
        <message>
            <source>{file} takes more memory than there is. Close other programs or make the picture smaller.</source>
            <translation>内存不足，无法打开 {file}。请关闭其他程序，或把图片缩小。</translation>
        </message>
        <message>
            <source>{file} is not a picture that can be read, whatever its name says. Choose a JPEG, PNG, WebP, BMP, GIF or TIFF file.</source>
            <translation>无论 {file} 的文件名如何，它都不是可读取的图片。请选择 JPEG、PNG、WebP、BMP、GIF 或 TIFF 文件。</translation>
        </message>
        <message>
            <source>Keeps signals alive through many layers; the course's choice.</source>
            <translation>让信号穿过许多层而不消失；课程采用的方法。</translation>
        </message>
        <message>
            <source>Made for ReLU: makes up for the half that it cuts off.</source>
            <translation>为 ReLU 设计：补偿它截去的那一半。</translation>
        </message>
        <message>
            <source>Fine for two layers; deeper networks stall.</source>
            <translation>适合两层；更深的网络会停滞。</translation>
        </message>
        <message>
            <source>All weights positive; deeper networks stall.</source>
            <translation>权重全为正；更深的网络会停滞。</translation>
        </message>
        <message>
            <source>The {m:,} training examples are too large for memory, so they are read from their file a part at a time. Train in mini-batches: set a batch size below their number.</source>
            <translation>{m:,} 个训练样本太大，内存放不下，因此从文件中分段读取。请用小批量训练：把批大小设为小于样本数的值。</translation>
        </message>
        <message>
            <source>“{text}” is not a whole number.</source>
            <translation>“{text}” 不是整数。</translation>
        </message>
        <message>
            <source>{units:,} is the input, which the pictures fix: leave it out, and the output too.</source>
            <translation>{units:,} 是输入，由图片决定：不用写它，也不用写输出。</translation>
        </message>
        <message>
            <source>A layer has 1 to {limit:,} units, not {text}.</source>
            <translation>每层可有 1 到 {limit:,} 个单元，不能是 {text}。</translation>
        </message>
        <message>
            <source>{limit} hidden layers are the most.</source>
            <translation>最多 {limit} 个隐藏层。</translation>
        </message>
        <message>
            <source>The lesson “{title}” keeps “{part}” as it is. End the lesson to change that.</source>
            <translation>课程“{title}”固定了“{part}”。要更改它，请先结束课程。</translation>
        </message>
        <message>
            <source>The lesson “{title}” keeps “{part}” as it is, and these data can't be trained on so. End the lesson to open them.</source>
            <translation>课程“{title}”固定了“{part}”，而这些数据无法在该设置下训练。要打开它们，请先结束课程。</translation>
        </message>
        <message>
            <source>{file} is a model without a proper {name}. Save the model again.</source>
            <translation>{file} 是模型，但缺少有效的 {name}。请重新保存模型。</translation>
        </message>
        <message>
            <source>The {name} in {file} can't be understood: {reason} Save the model again.</source>
            <translation>无法解读 {file} 中的 {name}：{reason} 请重新保存模型。</translation>
        </message>
        <message>
            <source>{file} is not a LayerLab model. Choose a file that LayerLab saved.</source>
            <translation>{file} 不是 LayerLab 模型。请选择 LayerLab 保存的文件。</translation>
        </message>
        <message>
            <source>{file} was saved by a newer LayerLab (format {version}). Update LayerLab to open it.</source>
            <translation>{file} 由较新版本的 LayerLab 保存（格式 {version}）。请更新 LayerLab 后再打开。</translation>
        </message>
        <message>
            <source>The history in {file} does not fit its {count:,} iterations. Save the model again.</source>
            <translation>{file} 中的训练历史与其 {count:,} 次迭代不符。请重新保存模型。</translation>
        </message>
        <message>
            <source>{file} was not saved, as that takes more memory than there is. Close other programs and save again.</source>
            <translation>{file} 未保存，因为内存不足。请关闭其他程序后重新保存。</translation>
        </message>
        <message>
            <source>{file} was not saved, as its description can't be written: {reason}. Use plain text in it.</source>
            <translation>{file} 未保存，因为它的描述无法写入：{reason}。请在描述中使用纯文本。</translation>
        </message>
        <message>
            <source>{file} is a data set, not a model. Open it with “Open data”.</source>
            <translation>{file} 是数据集，不是模型。请用“打开数据”打开它。</translation>
        </message>
        <message>
            <source>Steps straight down the slope; the course's choice.</source>
            <translation>每步都沿坡面径直向下；课程采用的方法。</translation>
        </message>
        <message>
            <source>Gathers speed where slopes agree, as a ball that rolls.</source>
            <translation>坡度方向一致时越走越快，像滚动的球。</translation>
        </message>
        <message>
            <source>Momentum that looks one step ahead.</source>
            <translation>向前多看一步的动量。</translation>
        </message>
        <message>
            <source>Gives each weight its own pace; try a learning rate of 0.001.</source>
            <translation>让每个权重各有自己的步幅；可以试试学习率 0.001。</translation>
        </message>
        <message>
            <source>Momentum at each weight's own pace; try a learning rate of 0.001.</source>
            <translation>动量，且每个权重各有自己的步幅；可以试试学习率 0.001。</translation>
        </message>
        <message>
            <source>Adam whose weight decay is the same for every weight.</source>
            <translation>对每个权重作同样衰减的 Adam。</translation>
        </message>
        <message>
            <source>{name} in {file} has numbers that are no pixels. Save them as whole numbers from 0 to 255, or as those divided by 255.</source>
            <translation>{file} 中的 {name} 含有不是像素值的数。请把它们保存为 0 到 255 的整数，或除以 255 后的值。</translation>
        </message>
        <message>
            <source>The noise must be from 0 to {most}, not {value}.</source>
            <translation>噪声必须在 0 到 {most} 之间，不能是 {value}。</translation>
        </message>
        <message>
            <source>The number of examples must be from {least:,} to {most:,}, not {value:,}.</source>
            <translation>样本数必须在 {least:,} 到 {most:,} 之间，不能是 {value:,}。</translation>
        </message>
        <message>
            <source>This network was not trained on pictures.</source>
            <translation>这个网络不是用图片训练的。</translation>
        </message>
        <message>
            <source>This network's weights are so large that it has no answer. Train it with a smaller learning rate.</source>
            <translation>这个网络的权重太大，算不出答案。请用更小的学习率训练它。</translation>
        </message>
        <message>
            <source>The preset “{preset}” is for other data, “{wanted}” with {inputs:,} inputs and {classes} classes; “{given}” has {given_inputs:,} and {given_classes}. Open those data first.</source>
            <translation>预设“{preset}”用于另一份数据：“{wanted}”，有 {inputs:,} 个输入和 {classes} 个类别；而“{given}”有 {given_inputs:,} 个输入和 {given_classes} 个类别。请先打开预设所需的数据。</translation>
        </message>
        <message>
            <source>{file} is a broken preset: {reason}. Ask for it again, or save it anew.</source>
            <translation>{file} 是损坏的预设：{reason}。请重新索取，或重新保存。</translation>
        </message>
        <message>
            <source>{file} is too large for a preset, more than {most:,} bytes. Choose a preset's file.</source>
            <translation>{file} 作为预设太大，超过了 {most:,} 字节。请选择预设文件。</translation>
        </message>
        <message>
            <source>{file} is not a preset of LayerLab. Choose a file that “Save preset” wrote.</source>
            <translation>{file} 不是 LayerLab 的预设。请选择用“保存预设”写出的文件。</translation>
        </message>
        <message>
            <source>{file} was saved by a newer LayerLab, as version {version}; this one reads up to {known}. Update LayerLab to open it.</source>
            <translation>{file} 由较新版本的 LayerLab 保存，版本为 {version}；当前程序最高支持版本 {known}。请更新 LayerLab 后再打开。</translation>
        </message>
        <message>
            <source>{file} is no preset, or a part of it is missing: it can't be read as JSON. Ask for it again, or save it anew.</source>
            <translation>{file} 不是预设，或者缺了一部分：无法按 JSON 读取。请重新索取，或重新保存。</translation>
        </message>
        <message>
            <source>No hidden layer: one unit weighs all pixels. Look at the one picture that it learns, and how far that takes it on the test set.</source>
            <translation>没有隐藏层：一个单元对所有像素加权。看看它学到的那一张图片，以及仅凭它在测试集上能做到多好。</translation>
        </message>
        <message>
            <source>Seven hidden units, first weights randn · 0.01. It learns the training pictures by heart; see how much of that holds on the test set.</source>
            <translation>七个隐藏单元，初始权重 randn · 0.01。它会死记硬背训练图片；看看其中有多少在测试集上仍然成立。</translation>
        </message>
        <message>
            <source>The same network with first weights randn · 0.01: signals and gradients die away from layer to layer, and it only learns how common cats are.</source>
            <translation>同一个网络，初始权重为 randn · 0.01：信号和梯度逐层衰减，网络只学到猫有多常见。</translation>
        </message>
        <message>
            <source>Weights set by hand: 7 XORs, 21 units in 6 layers, answer for all 256 vectors at iteration 0. Reset brings them back.</source>
            <translation>权重由人工设定：7 个 XOR，6 层共 21 个单元，在第 0 次迭代就能答对全部 256 个向量。重置可恢复这些权重。</translation>
        </message>
        <message>
            <source>One layer for the same question needs many units and has to be trained. Try 16 units instead of 64.</source>
            <translation>同样的问题只用一层，就需要许多单元，而且必须训练。试试用 16 个单元代替 64 个。</translation>
        </message>
        <message>
            <source>No straight line divides these; four hidden units find the border by themselves.</source>
            <translation>没有一条直线能把它们分开；四个隐藏单元会自己找到决策边界。</translation>
        </message>
        <message>
            <source>Each of four hidden units draws one line; together they close a ring.</source>
            <translation>四个隐藏单元各画一条直线，合起来围成一圈。</translation>
        </message>
        <message>
            <source>A border that bends twice. More noise makes it impossible to get all right.</source>
            <translation>决策边界弯折两次。噪声再大些，就不可能全部分对。</translation>
        </message>
        <message>
            <source>The border winds between the arms. Watch it curl up from the outside in.</source>
            <translation>决策边界在旋臂之间蜿蜒。看它怎样由外向内卷起来。</translation>
        </message>
        <message>
            <source>Three classes, no hidden layer: softmax divides them by straight lines.</source>
            <translation>三个类别，没有隐藏层：softmax 用直线把它们分开。</translation>
        </message>
        <message>
            <source>Eight petals that overlap. With enough units it learns the noise by heart: watch the test cost rise.</source>
            <translation>八片相互重叠的花瓣。单元足够多时，它会把噪声也死记硬背下来：注意测试代价上升。</translation>
        </message>
        <message>
            <source>How large should the steps be?</source>
            <translation>步子应该迈多大？</translation>
        </message>
        <message>
            <source>How many units does it take?</source>
            <translation>需要多少个单元？</translation>
        </message>
        <message>
            <source>How much of it is luck?</source>
            <translation>其中有多少是运气？</translation>
        </message>
        <message>
            <source>Learned, or known by heart?</source>
            <translation>学会了，还是背下来了？</translation>
        </message>
        <message>
            <source>Weights set by hand, nothing trained: AND and NOR make XOR. See p at the four corners at iteration 0, then move the noise.</source>
            <translation>权重由人工设定，未经训练：AND 和 NOR 构成 XOR。看看第 0 次迭代时四个角上的 p，然后调节噪声。</translation>
        </message>
        <message>
            <source>Twelve layers of five sigmoid units: the gradient vanishes on its way to the first, and the cost stays at log 2. Try tanh instead.</source>
            <translation>十二层，每层五个 sigmoid 单元：梯度在传到第一层的途中消失，代价停在 log 2。改用 tanh 试试。</translation>
        </message>
        <message>
            <source>{file} was not written, as the network has diverged: its parameters are no finite numbers. Train on from an earlier moment, and export again.</source>
            <translation>没有写入 {file}：网络已经发散，参数不再是有限的数。请从更早的时刻继续训练，然后再导出。</translation>
        </message>
        <message>
            <source>A program that is called {file} would be in the way of what it needs. Choose another name.</source>
            <translation>名为 {file} 的程序会挡住它自己需要的模块。请换一个名字。</translation>
        </message>
        <message>
            <source>{file} is there already, and holds something else. Choose another name, or move it away.</source>
            <translation>{file} 已经存在，内容是别的东西。请换一个名字，或者把它移走。</translation>
        </message>
        <message>
            <source>{file} was not written, as that takes more memory than there is. Close other programs and export again.</source>
            <translation>内存不足，没有写入 {file}。请关闭其他程序，然后再导出。</translation>
        </message>
        <message>
            <source>There is no {kind} called {name}. Choose one of: {names}.</source>
            <translation>没有名为 {name} 的{kind}。请从以下选项中选择：{names}。</translation>
        </message>
        <message>
            <source>Kept: iteration {iteration:,}, which did best on the test set.</source>
            <translation>已保留：第 {iteration:,} 次迭代，它在测试集上最好。</translation>
        </message>
        <message>
            <source>Training stopped at iteration {now:,}: in {patience:,} iterations the test set had no better result than at iteration {best:,}.</source>
            <translation>训练在第 {now:,} 次迭代时停止：连续 {patience:,} 次迭代，测试集上的结果都没有超过第 {best:,} 次迭代。</translation>
        </message>
        <message>
            <source>The run can't be kept in {file}: {reason}. Training goes on.</source>
            <translation>无法将这次训练保存到 {file}：{reason}。训练会继续进行。</translation>
        </message>
        <message>
            <source>The list of runs, {file}, is in use by another program. It is tried again when the run pauses or ends.</source>
            <translation>训练记录列表 {file} 正被另一个程序使用。训练暂停或结束时会再试一次。</translation>
        </message>
        <message>
            <source>The run can't be kept in {file}, as the disk is full. Free some space; training goes on.</source>
            <translation>磁盘已满，无法将这次训练保存到 {file}。请腾出一些空间；训练会继续进行。</translation>
        </message>
        <message>
            <source>The list of runs, {file}, is damaged. Start LayerLab again: it will set the file aside and begin a new list.</source>
            <translation>训练记录列表 {file} 已损坏。请重新启动 LayerLab：它会把该文件移到一旁，并开始一份新的列表。</translation>
        </message>
        <message>
            <source>The list of runs, {file}, can't be used ({reason}). Runs are listed until this window closes.</source>
            <translation>训练记录列表 {file} 无法使用（{reason}）。训练记录只保留到关闭此窗口为止。</translation>
        </message>
        <message>
            <source>The list of runs, {file}, was written by a newer LayerLab and is left alone. Runs are listed until this window closes.</source>
            <translation>训练记录列表 {file} 由更新版本的 LayerLab 写成，不会改动它。训练记录只保留到关闭此窗口为止。</translation>
        </message>
        <message>
            <source>The list of runs can't be used ({reason}). It is kept as {file}, and a new list begins.</source>
            <translation>训练记录列表无法使用（{reason}）。它已另存为 {file}，现在开始一份新的列表。</translation>
        </message>
        <message>
            <source>These are the weights of another network.</source>
            <translation>这些是另一个网络的权重。</translation>
        </message>
        <message>
            <source>The curves of this run are damaged.</source>
            <translation>这次训练的曲线数据已损坏。</translation>
        </message>
        <message>
            <source>This list of runs was written by a newer LayerLab.</source>
            <translation>这份训练记录列表由更新版本的 LayerLab 写成。</translation>
        </message>
        <message>
            <source>This run isn't there any more.</source>
            <translation>这条训练记录已经不在了。</translation>
        </message>
        <message>
            <source>{file} has parameters that are no finite numbers. Use a model that was saved before the training diverged.</source>
            <translation>{file} 的参数中有非有限的数值。请使用训练发散之前保存的模型。</translation>
        </message>
        <message>
            <source>{file} begins from weights that are no finite numbers. Save the model again.</source>
            <translation>{file} 的初始权重中有非有限的数值。请重新保存模型。</translation>
        </message>
        <message>
            <source>The parameters in {file} are not all float64 or all float32. Save the model again.</source>
            <translation>{file} 中的参数并非全是 float64 或全是 float32。请重新保存模型。</translation>
        </message>
        <message>
            <source>The parameters in {file} do not fit its layers of {dims} units. Save the model again.</source>
            <translation>{file} 中的参数与其各层单元数 {dims} 不符。请重新保存模型。</translation>
        </message>
        <message>
            <source>The examples of {file} have the shape {shape}, but its network takes {inputs:,} numbers. Save the model again.</source>
            <translation>{file} 中样本的形状是 {shape}，但其网络的输入是 {inputs:,} 个数。请重新保存模型。</translation>
        </message>
        <message>
            <source>{file} names {names:,} classes for {units:,} output units. Save the model again.</source>
            <translation>{file} 给出了 {names:,} 个类别的名称，但输出单元有 {units:,} 个。请重新保存模型。</translation>
        </message>
        <message>
            <source>{file} has a class name that is too long or can't be shown. Give it another name.</source>
            <translation>{file} 中有一个类别名称过长或无法显示。请换一个名称。</translation>
        </message>
        <message>
            <source>The same from start to end.</source>
            <translation>从头到尾保持不变。</translation>
        </message>
        <message>
            <source>A tenth of it after every period.</source>
            <translation>每过一个周期降为十分之一。</translation>
        </message>
        <message>
            <source>Falls gently to a hundredth over the period.</source>
            <translation>在周期内平缓降到百分之一。</translation>
        </message>
        <message>
            <source>Rises evenly over the period, then stays.</source>
            <translation>在周期内均匀上升，然后保持不变。</translation>
        </message>
        <message>
            <source>The input and the output need at least one unit.</source>
            <translation>输入层和输出层各需要至少一个单元。</translation>
        </message>
        <message>
            <source>{given} activations were given for {layers} hidden layers.</source>
            <translation>给出了 {given} 个激活函数，但隐藏层有 {layers} 个。</translation>
        </message>
        <message>
            <source>{given} initializations were given for {layers} layers.</source>
            <translation>给出了 {given} 个初始化方式，但共有 {layers} 层。</translation>
        </message>
        <message>
            <source>{given} dropout rates were given for the inputs and {layers} hidden layers.</source>
            <translation>给出了 {given} 个 Dropout 率，但应对应输入和 {layers} 个隐藏层。</translation>
        </message>
        <message>
            <source>The network's description is broken: {e}.</source>
            <translation>网络的描述已损坏：{e}。</translation>
        </message>
        <message>
            <source>{count} hidden layers are too many; {limit} is the most.</source>
            <translation>{count} 个隐藏层太多，最多 {limit} 个。</translation>
        </message>
        <message>
            <source>This network would have {count:,} parameters; {limit:,} is the most that fits in memory. Make the layers smaller.</source>
            <translation>这个网络将有 {count:,} 个参数，而内存最多放得下 {limit:,} 个。请把层缩小。</translation>
        </message>
        <message>
            <source>Hidden layer {layer} has {units:,} units; 1 to {limit:,} are possible.</source>
            <translation>隐藏层 {layer} 有 {units:,} 个单元；可用的范围是 1 到 {limit:,}。</translation>
        </message>
        <message>
            <source>A dropout rate must be from 0 to less than 1, not {value}.</source>
            <translation>Dropout 率必须大于等于 0 且小于 1，不能是 {value}。</translation>
        </message>
        <message>
            <source>A memory budget of {budget:,.1f} MB for the history is too small: one state takes {one:,.1f} MB. Allow more, or make the network smaller.</source>
            <translation>历史记录的内存上限 {budget:,.1f} MB 太小：一个状态就占 {one:,.1f} MB。请提高上限，或缩小网络。</translation>
        </message>
        <message>
            <source>There is no iteration {iteration:,} in this run. Choose one from {first:,} to {last:,}.</source>
            <translation>这次训练中没有第 {iteration:,} 次迭代。请选择 {first:,} 到 {last:,} 之间的一次。</translation>
        </message>
        <message>
            <source>At iteration {iteration:,} the cost stopped being a finite number: the steps are too large. The last good weights were kept. Try a learning rate of {suggestion:.2g}.</source>
            <translation>在第 {iteration:,} 次迭代，代价不再是有限数：步子太大。已保留最后一组正常的权重。可以试试学习率 {suggestion:.2g}。</translation>
        </message>
        <message>
            <source>{file} was changed while it was being opened. Open it again.</source>
            <translation>{file} 在打开过程中被修改。请重新打开。</translation>
        </message>
        <message>
            <source>No other program can be started: {reason}. Close some, then try again.</source>
            <translation>无法再启动新的程序：{reason}。请关闭一些程序，然后重试。</translation>
        </message>
        <message>
            <source>The process that trained with seed {seed} ended too soon: something stopped it, or memory was short. The other results stay; try again for this one.</source>
            <translation>使用种子 {seed} 训练的进程提前结束了：它被中止，或者内存不足。其他结果会保留；可以重试这一个。</translation>
        </message>
        <message>
            <source>“{name}” is too large for memory, and several runs at once would have to read it again and again. Open a smaller file to train from many seeds.</source>
            <translation>“{name}” 太大，内存装不下，同时进行多次训练就得反复读取它。要用多个种子训练，请打开较小的文件。</translation>
        </message>
        <message>
            <source>There is no memory for {count} copies of “{name}”, one for each process. Close other programs, or open a smaller file.</source>
            <translation>内存不足，无法为每个进程各准备一份“{name}”（共 {count} 份）。请关闭其他程序，或打开较小的文件。</translation>
        </message>
        <message>
            <source>The run failed inside LayerLab ({error}).</source>
            <translation>训练因 LayerLab 内部错误而失败（{error}）。</translation>
        </message>
        <message>
            <source>That takes more memory than there is. Make the layers or the data smaller.</source>
            <translation>所需内存超过了现有内存。请缩小各层或数据。</translation>
        </message>
        <message>
            <source>The parameters are those of a network of {given} units, not {wanted}.</source>
            <translation>这些参数属于各层单元数为 {given} 的网络，而这里需要的是 {wanted}。</translation>
        </message>
        <message>
            <source>This state belongs to another run.</source>
            <translation>这个状态属于另一次训练。</translation>
        </message>
        <message>
            <source>The cost of iteration {iteration:,} is not a finite number. Choose another initialization, or look for huge values in the data.</source>
            <translation>第 {iteration:,} 次迭代的代价不是有限数。请换一种初始化，或检查数据中是否有极大的值。</translation>
        </message>
        <message>
            <source>It learned from “{name}”, and other data are loaded. Open those to see which of their pictures built it.</source>
            <translation>它是用“{name}”训练的，而现在载入的是其他数据。打开原来的数据，才能看到它由其中哪些图片构成。</translation>
        </message>
        <message>
            <source>There are {m:,} training examples, too many to count what each of them adds. Train on fewer to see it.</source>
            <translation>训练样本有 {m:,} 个，太多了，无法计算每个样本的贡献。请用更少的样本训练，以便查看。</translation>
        </message>
        <message>
            <source>Nobody counted what each training example added, as that would have taken much of the time. Keep the first layer in sample space and train anew to see it.</source>
            <translation>没有统计每个训练样本的贡献，因为那会花去很多时间。把第一层保持在样本空间并重新训练，就能看到。</translation>
        </message>
        <message>
            <source>{optimizer} takes each weight at its own pace, so no neuron is a sum of training pictures. Choose {others} to see what built it.</source>
            <translation>{optimizer} 对每个权重采用各自的步长，因此没有哪个神经元是训练图片之和。要看神经元由什么构成，请选择 {others}。</translation>
        </message>
        <message>
            <source>With dropout of the inputs every update sees other parts of the pictures, so no neuron is a sum of them. Train without it to see what built it.</source>
            <translation>对输入使用 Dropout 时，每次更新看到的是图片的不同部分，因此神经元都不是图片之和。请在不使用它的情况下训练，以查看神经元由什么构成。</translation>
        </message>
        <message>
            <source>ReLU</source>
            <translation>ReLU</translation>
        </message>
        <message>
            <source>max(0, z)</source>
            <translation>max(0, z)</translation>
        </message>
        <message>
            <source>Leaky ReLU</source>
            <translation>Leaky ReLU</translation>
        </message>
        <message>
            <source>max(0.01 z, z)</source>
            <translation>max(0.01 z, z)</translation>
        </message>
        <message>
            <source>tanh</source>
            <translation>tanh</translation>
        </message>
        <message>
            <source>(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)</source>
            <translation>(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)</translation>
        </message>
        <message>
            <source>sigmoid</source>
            <translation>sigmoid</translation>
        </message>
        <message>
            <source>1 / (1 + e⁻ᶻ)</source>
            <translation>1 / (1 + e⁻ᶻ)</translation>
        </message>
        <message>
            <source>linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>z</source>
            <translation>z</translation>
        </message>
        <message>
            <source>XOR</source>
            <translation>XOR</translation>
        </message>
        <message>
            <source>Circles</source>
            <translation>同心圆</translation>
        </message>
        <message>
            <source>Moons</source>
            <translation>双月</translation>
        </message>
        <message>
            <source>Spirals</source>
            <translation>螺旋</translation>
        </message>
        <message>
            <source>Blobs</source>
            <translation>团簇</translation>
        </message>
        <message>
            <source>Flower</source>
            <translation>花形</translation>
        </message>
        <message>
            <source>Gradient descent</source>
            <translation>梯度下降</translation>
        </message>
        <message>
            <source>Momentum</source>
            <translation>动量</translation>
        </message>
        <message>
            <source>Nesterov momentum</source>
            <translation>Nesterov 动量</translation>
        </message>
        <message>
            <source>RMSProp</source>
            <translation>RMSProp</translation>
        </message>
        <message>
            <source>Adam</source>
            <translation>Adam</translation>
        </message>
        <message>
            <source>AdamW</source>
            <translation>AdamW</translation>
        </message>
        <message>
            <source>randn / √n</source>
            <translation>randn / √n</translation>
        </message>
        <message>
            <source>randn · √(2/n)</source>
            <translation>randn · √(2/n)</translation>
        </message>
        <message>
            <source>randn · 0.01</source>
            <translation>randn · 0.01</translation>
        </message>
        <message>
            <source>rand · 0.01</source>
            <translation>rand · 0.01</translation>
        </message>
        <message>
            <source>Constant</source>
            <translation>恒定</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>阶梯</translation>
        </message>
        <message>
            <source>Cosine</source>
            <translation>余弦</translation>
        </message>
        <message>
            <source>Warm-up</source>
            <translation>预热</translation>
        </message>
        <message>
            <source>softmax</source>
            <translation>softmax</translation>
        </message>
        <message>
            <source>whether it diverges</source>
            <translation>是否发散</translation>
        </message>
        <message>
            <source>whether it got stuck</source>
            <translation>是否停滞不前</translation>
        </message>
        <message>
            <source>how fast the cost falls</source>
            <translation>代价下降的快慢</translation>
        </message>
        <message>
            <source>training against test</source>
            <translation>训练集与测试集的对比</translation>
        </message>
        <message>
            <source>gradients of every layer</source>
            <translation>各层的梯度</translation>
        </message>
        <message>
            <source>the size of the steps</source>
            <translation>步长大小</translation>
        </message>
        <message>
            <source>whether all is finite</source>
            <translation>数值是否都有限</translation>
        </message>
        <message>
            <source>units alike</source>
            <translation>单元是否相同</translation>
        </message>
        <message>
            <source>dead units</source>
            <translation>死亡单元</translation>
        </message>
        <message>
            <source>saturated units</source>
            <translation>饱和单元</translation>
        </message>
        <message>
            <source>its answers</source>
            <translation>网络的回答</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Hidden layers</source>
            <translation>隐藏层</translation>
        </message>
        <message>
            <source>Activation g(z)</source>
            <translation>激活函数 g(z)</translation>
        </message>
        <message>
            <source>Initialization</source>
            <translation>初始化</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>Learning rate α</source>
            <translation>学习率 α</translation>
        </message>
        <message>
            <source>Schedule of α</source>
            <translation>学习率计划</translation>
        </message>
        <message>
            <source>Iterations</source>
            <translation>迭代次数</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>批大小</translation>
        </message>
        <message>
            <source>Weight decay λ</source>
            <translation>权重衰减 λ</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <source>Early stopping, best state</source>
            <translation>早停、最佳状态</translation>
        </message>
        <message>
            <source>Precision, first layer</source>
            <translation>精度、第一层</translation>
        </message>
        <message>
            <source>Logistic regression</source>
            <translation>逻辑回归</translation>
        </message>
        <message>
            <source>The course's two-layer network</source>
            <translation>课程中的两层网络</translation>
        </message>
        <message>
            <source>The course's L-layer network</source>
            <translation>课程中的 L 层网络</translation>
        </message>
        <message>
            <source>20, 7 and 5 hidden units, first weights randn / √n. Compare its test accuracy with that of the two-layer network, for more than one seed.</source>
            <translation>隐藏单元依次为 20、7 和 5 个，初始权重 randn / √n。把它的测试准确率与两层网络的相比，并多换几个随机种子。</translation>
        </message>
        <message>
            <source>The L-layer network that stalls</source>
            <translation>停滞的 L 层网络</translation>
        </message>
        <message>
            <source>XOR by hand</source>
            <translation>手工 XOR</translation>
        </message>
        <message>
            <source>Parity by a tree of XORs</source>
            <translation>XOR 树做奇偶校验</translation>
        </message>
        <message>
            <source>Parity by one wide layer</source>
            <translation>单个宽层做奇偶校验</translation>
        </message>
        <message>
            <source>A deep narrow network</source>
            <translation>深而窄的网络</translation>
        </message>
        <message>
            <source>XOR, trained</source>
            <translation>训练得到的 XOR</translation>
        </message>
        <message>
            <source>Planar flower</source>
            <translation>平面花形</translation>
        </message>
        <message>
            <source>1. Train. Where does the cost end, and how smooth is its way there?
2. Try a learning rate of 0.001, then one of 0.05. What does each do to the curve? The Doctor knows why.
3. Which is the largest rate that still learns? With What if (W) the network is trained anew while you draw the slider.</source>
            <translation>1. 点击训练。代价最后停在哪里？下降的过程有多平滑？
2. 把学习率改为 0.001，再改为 0.05。曲线各有什么变化？“医生”知道原因。
3. 还能学习的最大学习率是多少？打开“假如”(W)，拖动滑块时网络会随之重新训练。</translation>
        </message>
        <message>
            <source>1. Train. One hidden unit draws one line: how many points can that get right?
2. Add units one by one: drag the number below the layer upwards. From how many on does the border close?
3. Is a second layer worth more than as many units in the first? Compare the test costs.</source>
            <translation>1. 点击训练。一个隐藏单元只画一条线：这样能分对多少个点？
2. 一个一个地增加单元：把层下方的数字向上拖动。从几个单元起边界会闭合？
3. 增加第二层，是否比在第一层增加同样多的单元更有用？比较测试代价。</translation>
        </message>
        <message>
            <source>1. Train, and note the test accuracy.
2. New weights, and Train again: do so three times. By how much does it differ, with the very same settings?
3. Guess what ten seeds give, then ask for them: Was it luck? (Ctrl+L). Would you believe in a network that is two points better?</source>
            <translation>1. 点击训练，记下测试准确率。
2. 换一组权重，再训练一次：重复三次。设置完全相同，结果相差多少？
3. 先猜一猜十个种子的结果，再点“是运气吗？”(Ctrl+L)。如果一个网络好了两个百分点，你会相信吗？</translation>
        </message>
        <message>
            <source>1. Train. What does the training cost do, and what the test cost? From which iteration on do they part?
2. Get the test cost below 0.5 in four ways: weight decay, dropout, fewer units, early stopping. All but the units are under More settings.
3. Which of them would you take, and why?</source>
            <translation>1. 点击训练。训练代价怎样变化，测试代价又怎样？从第几次迭代起两者分开？
2. 用四种办法让测试代价低于 0.5：权重衰减、dropout、更少的单元、早停。除单元外都在“更多设置”里。
3. 你会选哪一种？为什么？</translation>
        </message>
    </context>
    <context>
        <name>BoundaryView</name>
        <message>
            <source>Point anywhere to read p; Left and Right walk through mistakes</source>
            <translation>指向任意位置可读出 p；用左右方向键逐个查看错例</translation>
        </message>
        <message>
            <source>Decision boundary</source>
            <translation>决策边界</translation>
        </message>
        <message>
            <source>This is for points in the plane: choose them under Data.</source>
            <translation>此面板用于平面上的点：请在“数据”中选择。</translation>
        </message>
        <message>
            <source>This network learned from other data.</source>
            <translation>这个网络是用其他数据训练的。</translation>
        </message>
        <message>
            <source>wrong: {train} of {train_all} train</source>
            <translation>错分：训练 {train}/{train_all}</translation>
        </message>
        <message>
            <source>{test} of {test_all} test</source>
            <translation>测试 {test}/{test_all}</translation>
        </message>
        <message>
            <source>Point at the plane to read p.</source>
            <translation>指向平面可读出 p。</translation>
        </message>
        <message>
            <source>test point</source>
            <translation>测试点</translation>
        </message>
        <message>
            <source>training point</source>
            <translation>训练点</translation>
        </message>
        <message>
            <source>✕ said {said}</source>
            <translation>✕ 判为 {said}</translation>
        </message>
        <message>
            <source>p({name}) = {p}</source>
            <translation>p({name}) = {p}</translation>
        </message>
    </context>
    <context>
        <name>Check</name>
        <message>
            <source>one by one</source>
            <translation>逐个</translation>
        </message>
        <message>
            <source>The largest relative error where a single parameter was moved</source>
            <translation>单独变动一个参数时的最大相对误差</translation>
        </message>
        <message>
            <source>together</source>
            <translation>一起</translation>
        </message>
        <message>
            <source>The largest where all parameters of the layer were moved at once</source>
            <translation>同时变动该层所有参数时的最大相对误差</translation>
        </message>
        <message>
            <source>kinks</source>
            <translation>折点</translation>
        </message>
        <message>
            <source>Comparisons with a kink of an activation between the two sides</source>
            <translation>两侧之间有激活函数折点的对比</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Comparisons that fail, and no kink explains it</source>
            <translation>未通过、且无法用折点解释的对比</translation>
        </message>
        <message>
            <source>relative error:  ● one by one  ■ together  △ kink  ✕ wrong</source>
            <translation>相对误差：  ● 逐个  ■ 一起  △ 折点  ✕ 错误</translation>
        </message>
        <message>
            <source>Relative error, each line a thousand times the one before; 0 where both are the same. Right of the dashed line, at 1e-5, a gradient is wrong.</source>
            <translation>相对误差，每条刻度线是前一条的一千倍；两者相同处为 0。在 1e-5 处的虚线右侧，梯度是错的。</translation>
        </message>
        <message>
            <source>Errors in layer {layer}: the largest {error}, {wrong} wrong</source>
            <translation>第 {layer} 层的误差：最大 {error}，错误 {wrong} 个</translation>
        </message>
        <message>
            <source>The notes' code for {inputs}–{hidden}–{outputs} and m = {m} learns, but its gradients are wrong.</source>
            <translation>讲义中 {inputs}–{hidden}–{outputs}、m = {m} 的代码能够学习，但梯度是错的。</translation>
        </message>
        <message>
            <source>All are {ratio} times too small, and m is {m}. Which factor is that?</source>
            <translation>所有梯度都小了，只有应有值的 1/{ratio}，而 m 为 {m}。这是哪个倍数？</translation>
        </message>
        <message>
            <source>The slopes differ, by no common factor.</source>
            <translation>这些斜率不同，但没有共同的倍数。</translation>
        </message>
        <message>
            <source>{choice} is {value}, and the ratios are {factor}. Try another.</source>
            <translation>{choice} 是 {value}，而比值是 {factor}。换一个试试。</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>答对了</translation>
        </message>
        <message>
            <source>It is 2m²</source>
            <translation>答案是 2m²</translation>
        </message>
        <message>
            <source>{first}: 2m² = 2 · {m}² = {factor}. There are two slips.
• Divided by m twice: 1/m stands in d_y_pred, and again in each d_w and d_b. The loss is a sum, so there should be no 1/m at all: that is m².
• The 2 of the square is dropped: (ŷ − y)² has the slope 2 (ŷ − y).
It learns all the same: one common factor only makes the steps smaller, as a smaller learning rate would. {alpha} there is {rate} here.</source>
            <translation>{first}：2m² = 2 · {m}² = {factor}。共有两处疏漏。
• 两次除以 m：d_y_pred 里有 1/m，每个 d_w 和 d_b 里又有一次。损失是求和，本来就不该有 1/m：这就是 m²。
• 漏掉了平方求导得到的 2：(ŷ − y)² 的斜率是 2 (ŷ − y)。
它照样能学习：共同的倍数只是让步长变小，相当于用了更小的学习率。讲义中的学习率 {alpha} 相当于这里的 {rate}。</translation>
        </message>
        <message>
            <source>The corrected lines are right: the largest relative error is {error}.</source>
            <translation>改正后的代码是对的：最大相对误差为 {error}。</translation>
        </message>
        <message>
            <source>Nothing can be told: there was a kink in every comparison.</source>
            <translation>无法判断：每次对比都遇到了折点。</translation>
        </message>
        <message>
            <source>The gradients are right: the largest relative error is {error}.</source>
            <translation>梯度是对的：最大相对误差为 {error}。</translation>
        </message>
        <message>
            <source>Layer {layer} is wrong: {wrong} of {count} comparisons fail, by up to {error}.</source>
            <translation>第 {layer} 层有错：{count} 次对比中有 {wrong} 次未通过，误差最大达 {error}。</translation>
        </message>
        <message>
            <source>So is layer {layer}, to which it hands its mistake down.</source>
            <translation>第 {layer} 层也随之出错：错误沿反向传播传到了这一层。</translation>
        </message>
        <message>
            <source>So are layers {layers}, to which it hands its mistake down.</source>
            <translation>第 {layers} 层也随之出错：错误沿反向传播传到了这些层。</translation>
        </message>
        <message>
            <source>Iteration {iteration}</source>
            <translation>第 {iteration} 次迭代</translation>
        </message>
        <message>
            <source>{when} of an earlier run</source>
            <translation>之前一次训练的{when}</translation>
        </message>
        <message>
            <source>{when} of this run</source>
            <translation>这次训练的{when}</translation>
        </message>
        <message>
            <source>{when}; the run goes on</source>
            <translation>{when}；训练仍在进行</translation>
        </message>
        <message>
            <source>{when}; the window shows {now}</source>
            <translation>{when}；窗口显示的是 {now}</translation>
        </message>
        <message>
            <source>{when}, before the design was changed</source>
            <translation>{when}，在设计改变之前</translation>
        </message>
        <message>
            <source>{slopes} slopes, all {examples} training examples</source>
            <translation>{slopes} 个斜率，全部 {examples} 个训练样本</translation>
        </message>
        <message>
            <source>{slopes} slopes, {examples} of {of} training examples</source>
            <translation>{slopes} 个斜率，{of} 个训练样本中的 {examples} 个</translation>
        </message>
        <message>
            <source>1 crossed a kink (triangle): its error proves nothing</source>
            <translation>1 次对比跨过折点（三角形）：其误差不说明问题</translation>
        </message>
        <message>
            <source>{count} crossed a kink (triangles): their errors prove nothing</source>
            <translation>{count} 次对比跨过折点（三角形）：其误差不说明问题</translation>
        </message>
        <message>
            <source>training's own gradient</source>
            <translation>训练所用的梯度</translation>
        </message>
        <message>
            <source>the formulas, in float64 and with all units</source>
            <translation>公式算出的梯度，用 float64 和全部单元</translation>
        </message>
        <message>
            <source>Layer {layer}</source>
            <translation>第 {layer} 层</translation>
        </message>
        <message>
            <source>{inputs} → {units}, {activation}: {coordinates} of {all} parameters one by one, and {directions} directions in which all change together</source>
            <translation>{inputs} → {units}，{activation}：{all} 个参数中有 {coordinates} 个逐个检验，另有 {directions} 个方向让所有参数一起变动</translation>
        </message>
        <message>
            <source>all of layer {layer} together</source>
            <translation>第 {layer} 层整体</translation>
        </message>
        <message>
            <source>{name}: analytic {analytic}, numeric {numeric}, relative error {error}</source>
            <translation>{name}：解析值 {analytic}，数值 {numeric}，相对误差 {error}</translation>
        </message>
        <message>
            <source>. A kink lay between the two sides, however near they came.</source>
            <translation>。无论两侧靠得多近，其间都有一个折点。</translation>
        </message>
        <message>
            <source>. A kink lay between the two sides; nearer to one another: {error}</source>
            <translation>。两侧之间有一个折点；靠得更近时：{error}</translation>
        </message>
        <message>
            <source>A gradient says for every parameter how fast the cost J changes with it. The backward pass computes all of them at once, by formulas: the analytic gradient.

A formula can be wrong, and training may still seem to work. So here parameters are moved a little up and a little down, and the cost is computed both times: (J(up) − J(down)) / distance is the numeric slope. It is slow but simple, and must be the same.

The relative error is the difference of the two, divided by the larger one: 1e-9 means that nine digits agree. Rounding leaves 1e-7 or less; above 1e-5 (the dashed line) a formula is wrong. A slope so small that rounding hides it is taken for the smallest that can be seen.

Where a ReLU switches on or off between up and down, the cost has a kink and the numeric slope is neither one nor the other. Such a comparison is a triangle here; it is made again with a shorter step, and only that counts.</source>
            <translation>梯度说明代价 J 随每个参数变化得有多快。反向传播用公式一次算出全部梯度，即解析梯度。

公式可能写错，而训练看上去仍然正常。因此这里把参数稍微调大、再稍微调小，各算一次代价：(J(调大) − J(调小)) / 间距 就是数值斜率。它慢但简单，两者必须一致。

相对误差是两者之差除以其中较大者：1e-9 表示有九位数字一致。舍入误差不超过 1e-7；超过 1e-5（虚线）就说明公式有错。如果斜率小到被舍入误差淹没，就按能看出的最小斜率计算。

如果 ReLU 在调大与调小之间开启或关闭，代价就有一个折点，数值斜率便不是两侧中任何一侧的斜率。这样的比较在这里画成三角形；会用更小的间距重做一次，只以重做的结果为准。</translation>
        </message>
    </context>
    <context>
        <name>Exercise</name>
        <message>
            <source>Compare with numeric slopes</source>
            <translation>与数值斜率对比</translation>
        </message>
        <message>
            <source>Check the notes' gradients as they stand</source>
            <translation>按原样检验讲义中的梯度</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>答案</translation>
        </message>
        <message>
            <source>Say which factor it is, and why</source>
            <translation>说出是哪个倍数，以及原因</translation>
        </message>
        <message>
            <source>Show the answer</source>
            <translation>显示答案</translation>
        </message>
        <message>
            <source>Check the corrected lines</source>
            <translation>检验改正后的代码</translation>
        </message>
        <message>
            <source>Check the gradients without the two slips</source>
            <translation>检验去掉两处疏漏后的梯度</translation>
        </message>
        <message>
            <source>The notes' backward pass</source>
            <translation>讲义中的反向传播</translation>
        </message>
        <message>
            <source>From the course notes, with one example a row</source>
            <translation>摘自课程讲义，每行一个样本</translation>
        </message>
        <message>
            <source>Is the factor {choice}?</source>
            <translation>倍数是 {choice} 吗？</translation>
        </message>
        <message>
            <source>The backward pass, corrected</source>
            <translation>改正后的反向传播</translation>
        </message>
    </context>
    <context>
        <name>Ratios</name>
        <message>
            <source>slope</source>
            <translation>斜率</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>讲义</translation>
        </message>
        <message>
            <source>numeric</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>numeric / notes</source>
            <translation>数值 / 讲义</translation>
        </message>
    </context>
    <context>
        <name>Starter</name>
        <message>
            <source>Progress of the check</source>
            <translation>检验进度</translation>
        </message>
        <message>
            <source>How much of the check is done</source>
            <translation>检验已完成多少</translation>
        </message>
        <message>
            <source>Comparing slopes</source>
            <translation>比较斜率</translation>
        </message>
        <message>
            <source>Find the mistake</source>
            <translation>找出错误</translation>
        </message>
        <message>
            <source>What a gradient check is</source>
            <translation>什么是梯度检验</translation>
        </message>
        <message>
            <source>Check the gradients</source>
            <translation>检验梯度</translation>
        </message>
        <message>
            <source>Hold the gradient of the network that the window shows against a numeric one</source>
            <translation>把窗口所示网络的梯度与数值梯度作对比</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>End the check; what was found before stays</source>
            <translation>结束检验；已得到的结果会保留</translation>
        </message>
        <message>
            <source>Cancel the check</source>
            <translation>取消检验</translation>
        </message>
        <message>
            <source>An exercise: the course notes' backward pass for a regression is wrong. By how much, and why?</source>
            <translation>练习：课程讲义中一个回归问题的反向传播是错的。差了多少倍，为什么？</translation>
        </message>
        <message>
            <source>Back to my network</source>
            <translation>回到我的网络</translation>
        </message>
        <message>
            <source>Progress of the runs</source>
            <translation>训练进度</translation>
        </message>
        <message>
            <source>How many of the runs have ended</source>
            <translation>已结束的训练次数</translation>
        </message>
        <message>
            <source>Train from 10 seeds</source>
            <translation>用 10 个种子训练</translation>
        </message>
        <message>
            <source>This design</source>
            <translation>当前设计</translation>
        </message>
        <message>
            <source>Train the present design from the seeds 1 to 10</source>
            <translation>用种子 1 到 10 训练当前设计</translation>
        </message>
        <message>
            <source>This design from 10 seeds</source>
            <translation>用 10 个种子训练当前设计</translation>
        </message>
        <message>
            <source>Course networks</source>
            <translation>课程网络</translation>
        </message>
        <message>
            <source>Train the course's networks of 1, 2 and 4 layers from the seeds 1 to 10 each, on the present data</source>
            <translation>在当前数据上，用种子 1 到 10 分别训练课程中的 1 层、2 层和 4 层网络</translation>
        </message>
        <message>
            <source>Course networks from 10 seeds each</source>
            <translation>课程网络各用 10 个种子训练</translation>
        </message>
        <message>
            <source>End the runs; what has ended stays</source>
            <translation>结束训练；已结束的结果会保留</translation>
        </message>
        <message>
            <source>Cancel the runs</source>
            <translation>取消训练</translation>
        </message>
        <message>
            <source>Test set</source>
            <translation>测试集</translation>
        </message>
        <message>
            <source>Training set</source>
            <translation>训练集</translation>
        </message>
        <message>
            <source>Results on</source>
            <translation>结果所用数据</translation>
        </message>
        <message>
            <source>On which pictures the results are shown</source>
            <translation>用哪些图片显示结果</translation>
        </message>
        <message>
            <source>{done} of {total} runs</source>
            <translation>{done} / {total} 次训练</translation>
        </message>
    </context>
    <context>
        <name>CheckView</name>
        <message>
            <source>A formula for the gradient can be wrong, and training may still seem to work. Check it: each parameter is moved a little up and down, and the slope of the cost must be what the backward pass says.</source>
            <translation>梯度公式可能有错，而训练看上去仍然正常。来检验一下：把每个参数略微调大、调小，代价的斜率必须与反向传播给出的一致。</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Hidden layers</source>
            <translation>隐藏层</translation>
        </message>
        <message>
            <source>Units of each hidden layer, from left to right, such as 20, 7, 5. “none” is logistic regression.</source>
            <translation>各隐藏层的单元数，从左到右，例如 20, 7, 5。“none”表示没有隐藏层，即逻辑回归。</translation>
        </message>
        <message>
            <source>Activation g(z)</source>
            <translation>激活函数 g(z)</translation>
        </message>
        <message>
            <source>What every hidden unit does to its z</source>
            <translation>每个隐藏单元对它的 z 做什么</translation>
        </message>
        <message>
            <source>Initialization</source>
            <translation>初始化</translation>
        </message>
        <message>
            <source>How the first weights are drawn; n is the layer's inputs</source>
            <translation>初始权重如何抽取；n 是该层的输入数</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>How the slope of the cost becomes a step</source>
            <translation>如何由代价的斜率得出一步更新</translation>
        </message>
        <message>
            <source>Momentum β</source>
            <translation>动量 β</translation>
        </message>
        <message>
            <source>Share of its speed that each step keeps: 0 is none, 0.9 is usual</source>
            <translation>每一步保留的速度份额：0 表示没有动量，常用 0.9</translation>
        </message>
        <message>
            <source>Learning rate α</source>
            <translation>学习率 α</translation>
        </message>
        <message>
            <source>How large each step is. You can change it while training goes on.</source>
            <translation>每一步有多大。训练进行中也可以修改。</translation>
        </message>
        <message>
            <source>Iterations</source>
            <translation>迭代次数</translation>
        </message>
        <message>
            <source>How many steps a run makes. You can change it while training goes on.</source>
            <translation>一次训练走多少步。训练进行中也可以修改。</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>批大小</translation>
        </message>
        <message>
            <source>How many training examples each step looks at. With “all” the cost falls smoothly; small batches make quick, jittery steps.</source>
            <translation>每一步看多少个训练样本。选“全部”时代价平滑下降；小批量走得快，但会抖动。</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>The same seed draws the very same first weights again</source>
            <translation>相同的种子会抽出完全相同的初始权重</translation>
        </message>
        <message>
            <source>Schedule of α</source>
            <translation>学习率计划</translation>
        </message>
        <message>
            <source>How the learning rate changes in the course of a run</source>
            <translation>学习率在训练过程中如何变化</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>周期</translation>
        </message>
        <message>
            <source>In iterations, at most the whole run, and shortened with it. 0 is “auto”: the one that suits the run.</source>
            <translation>以迭代次数计，最长为整个训练，并随训练缩短。0 为“自动”：取适合这次训练的周期。</translation>
        </message>
        <message>
            <source>Weight decay λ</source>
            <translation>权重衰减 λ</translation>
        </message>
        <message>
            <source>Pulls all weights towards 0, a little with every step, so that only those stay large that help. Biases are spared; the cost is shown without it.</source>
            <translation>每一步都把所有权重往 0 拉一点，只有起作用的权重才能保持较大。偏置不受影响；显示的代价不含这一项。</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <source>Share of the hidden units that each step leaves out, drawn by lot, so that none relies on another. All take part when it predicts.</source>
            <translation>每一步随机关闭的隐藏单元的份额，使单元之间互不依赖。预测时所有单元都参与。</translation>
        </message>
        <message>
            <source>Stop early after</source>
            <translation>早停等待</translation>
        </message>
        <message>
            <source>Ends the run after so many iterations in which it did no better on the test set. To be honest: what was used to choose is no longer unseen, so the test result then flatters the network.</source>
            <translation>测试集上的结果连续这么多次迭代没有变好，就结束训练。但要说明：用来做选择的数据就不再是没见过的数据，测试结果因此会偏乐观。</translation>
        </message>
        <message>
            <source>Keep best</source>
            <translation>保留最佳</translation>
        </message>
        <message>
            <source>At its end the run goes back to the state that did best on the test set. To be honest: that state was chosen by these pictures, so they are no longer unseen, and their result flatters the network.</source>
            <translation>训练结束时回到在测试集上表现最好的状态。但要说明：这个状态是靠这些图片选出来的，它们不再是没见过的图片，结果因此会偏乐观。</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>How many digits the computer keeps of every number</source>
            <translation>计算机为每个数保留多少位数字</translation>
        </message>
        <message>
            <source>float64</source>
            <translation>float64</translation>
        </message>
        <message>
            <source>16 digits: the course's costs to the last one</source>
            <translation>16 位数字：与课程中的代价完全一致，直到最后一位</translation>
        </message>
        <message>
            <source>float32</source>
            <translation>float32</translation>
        </message>
        <message>
            <source>7 digits: half the memory, and often faster</source>
            <translation>7 位数字：内存减半，往往也更快</translation>
        </message>
        <message>
            <source>History (MB)</source>
            <translation>历史 (MB)</translation>
        </message>
        <message>
            <source>Memory for past states of a run: the more there is, the faster any of them is there again. Counts from the next run on.</source>
            <translation>用于保存训练过往状态的内存：内存越多，回到任一状态就越快。从下一次训练起生效。</translation>
        </message>
        <message>
            <source>First layer</source>
            <translation>第一层</translation>
        </message>
        <message>
            <source>How W1 is kept while it learns: the network is the same, the speed isn't</source>
            <translation>学习时如何保存 W1：网络相同，速度不同</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>The way that is likely to be faster</source>
            <translation>选用可能更快的方式</translation>
        </message>
        <message>
            <source>Direct</source>
            <translation>直接</translation>
        </message>
        <message>
            <source>Every weight of W1 makes its own steps</source>
            <translation>W1 的每个权重各自更新</translation>
        </message>
        <message>
            <source>Sample space</source>
            <translation>样本空间</translation>
        </message>
        <message>
            <source>W1 as a weighted sum of training examples: fast if these are few</source>
            <translation>把 W1 表示为训练样本的加权和：样本少时很快</translation>
        </message>
    </context>
    <context>
        <name>DataPicker</name>
        <message>
            <source>Data set</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Open a file…</source>
            <translation>打开文件…</translation>
        </message>
        <message>
            <source>{train} train, {test} test</source>
            <translation>训练 {train}，测试 {test}</translation>
        </message>
        <message>
            <source>{count} classes</source>
            <translation>{count} 个类别</translation>
        </message>
        <message>
            <source>The data that the network learns from and is tested on</source>
            <translation>网络用来学习和测试的数据</translation>
        </message>
        <message>
            <source>{name} (download, 3 MB)</source>
            <translation>{name}（下载，3 MB）</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source> (“{field}” is in “More settings”.)</source>
            <translation>（“{field}”在“更多设置”中。）</translation>
        </message>
    </context>
    <context>
        <name>RecipeSliders</name>
        <message>
            <source>Noise</source>
            <translation>噪声</translation>
        </message>
        <message>
            <source>How far the points are scattered</source>
            <translation>数据点的分散程度</translation>
        </message>
        <message>
            <source>Number of training points</source>
            <translation>训练点数</translation>
        </message>
        <message>
            <source>Points to train on; half as many are there to test</source>
            <translation>用于训练的点数；测试点数为其一半</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>点数</translation>
        </message>
    </context>
    <context>
        <name>LearningRateField</name>
        <message>
            <source>Draw it: in the mode “What if”, the curve follows your hand.</source>
            <translation>拖动它：在“假如”模式下，曲线会随手而动。</translation>
        </message>
    </context>
    <context>
        <name>PeriodField</name>
        <message>
            <source>auto: {period}</source>
            <translation>自动：{period}</translation>
        </message>
    </context>
    <context>
        <name>DropoutField</name>
        <message>
            <source>differs</source>
            <translation>各层不同</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
    </context>
    <context>
        <name>ControlsView</name>
        <message>
            <source>More settings</source>
            <translation>更多设置</translation>
        </message>
        <message>
            <source>Schedule, regularization, early stopping, and how it computes</source>
            <translation>学习率计划、正则化、早停以及计算方式</translation>
        </message>
        <message>
            <source>Training changes these; you choose everything above.</source>
            <translation>这些由训练改变；上面的一切由你选择。</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Hyperparameters</source>
            <translation>超参数</translation>
        </message>
        <message>
            <source>you choose</source>
            <translation>由你选择</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>learned</source>
            <translation>由训练学得</translation>
        </message>
        <message>
            <source>First layer: direct.</source>
            <translation>第一层：直接。</translation>
        </message>
        <message>
            <source>First layer: sample space.</source>
            <translation>第一层：样本空间。</translation>
        </message>
        <message>
            <source>in W1, b1 … W{last}, b{last}</source>
            <translation>在 W1、b1 … W{last}、b{last} 中</translation>
        </message>
        <message>
            <source>in W1, b1</source>
            <translation>在 W1、b1 中</translation>
        </message>
    </context>
    <context>
        <name>Accuracy</name>
        <message>
            <source>untrained</source>
            <translation>未训练</translation>
        </message>
    </context>
    <context>
        <name>CostView</name>
        <message>
            <source>knows nothing: {cost}</source>
            <translation>一无所知：{cost}</translation>
        </message>
        <message>
            <source>test, {label}</source>
            <translation>测试，{label}</translation>
        </message>
        <message>
            <source>how common each class is: {cost}</source>
            <translation>只知各类别比例：{cost}</translation>
        </message>
        <message>
            <source>{share} are “{name}”: {cost}</source>
            <translation>{share} 为“{name}”：{cost}</translation>
        </message>
        <message>
            <source>train {cost}</source>
            <translation>训练 {cost}</translation>
        </message>
        <message>
            <source>test {cost}</source>
            <translation>测试 {cost}</translation>
        </message>
        <message>
            <source>{iteration}: {cost}</source>
            <translation>{iteration}: {cost}</translation>
        </message>
        <message>
            <source>Cost curves</source>
            <translation>代价曲线</translation>
        </message>
        <message>
            <source>Cost against iteration; the test set's curve is dashed</source>
            <translation>代价随迭代的变化；测试集的曲线为虚线</translation>
        </message>
        <message>
            <source>iteration</source>
            <translation>迭代</translation>
        </message>
        <message>
            <source>cost J</source>
            <translation>代价 J</translation>
        </message>
        <message>
            <source>train correct</source>
            <translation>训练准确率</translation>
        </message>
        <message>
            <source>test correct</source>
            <translation>测试准确率</translation>
        </message>
        <message>
            <source>always “{name}”: {share}</source>
            <translation>总答“{name}”：{share}</translation>
        </message>
        <message>
            <source>Always answering “{name}” would score {share} on the {which}.</source>
            <translation>如果总是回答“{name}”，在{which}上的准确率为 {share}。</translation>
        </message>
        <message>
            <source>The design has changed: Train starts a new run.</source>
            <translation>设计已更改：点“训练”开始新的训练。</translation>
        </message>
        <message>
            <source>What if: too slow to follow your hand; {done} of {total} iterations so far, about {time} to go.</source>
            <translation>假如：太慢，跟不上你的手；已完成 {done} / {total} 次迭代，大约还需 {time}。</translation>
        </message>
        <message>
            <source>What if: every change trains anew, from the same weights.</source>
            <translation>假如：每次更改都从相同的权重重新训练。</translation>
        </message>
        <message>
            <source>What if: dotted is the run before, {scores}.</source>
            <translation>假如：点线是上一次训练，{scores}。</translation>
        </message>
        <message>
            <source>train {share}</source>
            <translation>训练 {share}</translation>
        </message>
        <message>
            <source>test {share}</source>
            <translation>测试 {share}</translation>
        </message>
        <message>
            <source>test pictures</source>
            <translation>测试图片</translation>
        </message>
        <message>
            <source>training pictures</source>
            <translation>训练图片</translation>
        </message>
        <message>
            <source>test examples</source>
            <translation>测试样本</translation>
        </message>
        <message>
            <source>training examples</source>
            <translation>训练样本</translation>
        </message>
    </context>
    <context>
        <name>DoctorLine</name>
        <message>
            <source>Doctor</source>
            <translation>医生</translation>
        </message>
        <message>
            <source>Open the doctor</source>
            <translation>打开医生</translation>
        </message>
        <message>
            <source>See what is wrong, and what to try</source>
            <translation>看看哪里有问题，可以试什么</translation>
        </message>
    </context>
    <context>
        <name>DesignerView</name>
        <message>
            <source>The network is locked while it trains: pause first</source>
            <translation>训练时网络已锁定：请先暂停</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>p({name})</source>
            <translation>p({name})</translation>
        </message>
        <message>
            <source>✕ {problem}</source>
            <translation>✕ {problem}</translation>
        </message>
    </context>
    <context>
        <name>FindingRow</name>
        <message>
            <source>Show me</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>试试</translation>
        </message>
        <message>
            <source>Show me: {what}</source>
            <translation>查看：{what}</translation>
        </message>
        <message>
            <source>Go to where this is to be seen</source>
            <translation>转到能看到它的地方</translation>
        </message>
        <message>
            <source>{advice} Undo takes it back.</source>
            <translation>{advice}可用“撤销”还原。</translation>
        </message>
        <message>
            <source>Try it: {advice}</source>
            <translation>试试：{advice}</translation>
        </message>
    </context>
    <context>
        <name>DoctorView</name>
        <message>
            <source>Pause first</source>
            <translation>先暂停</translation>
        </message>
        <message>
            <source>The design has it: Train shows what it does</source>
            <translation>已写入设计：点“训练”看看效果</translation>
        </message>
    </context>
    <context>
        <name>Doctor</name>
        <message>
            <source>Grave</source>
            <translation>危重</translation>
        </message>
        <message>
            <source>Serious</source>
            <translation>严重</translation>
        </message>
        <message>
            <source>Slight</source>
            <translation>轻微</translation>
        </message>
        <message>
            <source>Grave: it can't learn like this</source>
            <translation>危重：这样无法学习</translation>
        </message>
        <message>
            <source>Serious: it learns less than it could</source>
            <translation>严重：没有学到应有的程度</translation>
        </message>
        <message>
            <source>Slight: worth knowing</source>
            <translation>轻微：值得了解</translation>
        </message>
        <message>
            <source>One thing is wrong.</source>
            <translation>有一处问题。</translation>
        </message>
        <message>
            <source>{count} things are wrong.</source>
            <translation>有 {count} 处问题。</translation>
        </message>
        <message>
            <source>Nothing is trained yet.</source>
            <translation>还没有训练。</translation>
        </message>
        <message>
            <source>Too early to tell.</source>
            <translation>现在下结论还太早。</translation>
        </message>
        <message>
            <source>Without its data, only its weights can be looked at.</source>
            <translation>没有它的数据，只能检查权重。</translation>
        </message>
        <message>
            <source>Not looked at yet.</source>
            <translation>还没有检查。</translation>
        </message>
        <message>
            <source>Nothing is wrong.</source>
            <translation>没有问题。</translation>
        </message>
        <message>
            <source>Train, and the doctor looks on.</source>
            <translation>开始训练，医生会在一旁观察。</translation>
        </message>
        <message>
            <source>A run is judged from iteration {first} on.</source>
            <translation>从第 {first} 次迭代起才作诊断。</translation>
        </message>
        <message>
            <source>Looked at in iteration {iteration}: {subjects}.</source>
            <translation>在第 {iteration} 次迭代时检查了：{subjects}。</translation>
        </message>
    </context>
    <context>
        <name>MistakeStrip</name>
        <message>
            <source>Arrow keys go from picture to picture</source>
            <translation>用方向键逐张切换图片</translation>
        </message>
    </context>
    <context>
        <name>GalleryView</name>
        <message>
            <source>All mistakes</source>
            <translation>所有错例</translation>
        </message>
        <message>
            <source>Show all mistakes</source>
            <translation>显示所有错例</translation>
        </message>
        <message>
            <source>Show everything that is wrong again</source>
            <translation>重新显示所有错例</translation>
        </message>
        <message>
            <source>Wrong on test</source>
            <translation>测试错例</translation>
        </message>
        <message>
            <source>Wrong on test: {wrong} of {total}</source>
            <translation>测试错例：{wrong} / {total}</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>These data have no test pictures. Open data with a test set to see what the network gets wrong.</source>
            <translation>这份数据没有测试图片。打开带测试集的数据，就能看到网络在哪里出错。</translation>
        </message>
        <message>
            <source>These data ask for numbers, so nothing is simply wrong.</source>
            <translation>这份数据的答案是数值，所以没有简单的对错。</translation>
        </message>
        <message>
            <source>This network learned from other data, so it isn't tested on these.</source>
            <translation>这个网络是用其他数据训练的，所以不在这份数据上测试。</translation>
        </message>
        <message>
            <source>Press Train: the test pictures that the network gets wrong line up here.</source>
            <translation>点“训练”：网络答错的测试图片会排列在这里。</translation>
        </message>
        <message>
            <source>Every test picture is right.</source>
            <translation>所有测试图片都答对了。</translation>
        </message>
        <message>
            <source>untrained, so its answers are chance</source>
            <translation>未训练，答案只是碰运气</translation>
        </message>
        <message>
            <source>p({name}) under each picture</source>
            <translation>每张图片下方为 p({name})</translation>
        </message>
        <message>
            <source>p of the answer under each picture</source>
            <translation>每张图片下方为所给答案的 p</translation>
        </message>
        <message>
            <source>other mistakes ({count})</source>
            <translation>其他错例（{count}）</translation>
        </message>
        <message>
            <source>rightly {said} ({count})</source>
            <translation>正确判为 {said}（{count}）</translation>
        </message>
        <message>
            <source>said {said}, is {label} ({count})</source>
            <translation>判为 {said}，实为 {label}（{count}）</translation>
        </message>
        <message>
            <source>said {said}, isn't ({count})</source>
            <translation>误判为 {said}（{count}）</translation>
        </message>
        <message>
            <source>missed cats ({count})</source>
            <translation>漏判的猫（{count}）</translation>
        </message>
        <message>
            <source>missed {label} ({count})</source>
            <translation>漏判的 {label}（{count}）</translation>
        </message>
        <message>
            <source>test picture {index}: said {said}, p({name}) = {p:.2f}; it is labelled {label}</source>
            <translation>测试图片 {index}：判为 {said}，p({name}) = {p:.2f}；标签为 {label}</translation>
        </message>
    </context>
    <context>
        <name>Body</name>
        <message>
            <source>Click a neuron to select it, twice to enlarge it</source>
            <translation>单击选中神经元，双击放大</translation>
        </message>
        <message>
            <source>Click a bar to select the neuron with the number nearest to it</source>
            <translation>单击直条，选中数值与它最接近的神经元</translation>
        </message>
        <message>
            <source>{name}: one row for each neuron</source>
            <translation>{name}：每个神经元一行</translation>
        </message>
        <message>
            <source>How the numbers of {name} are spread</source>
            <translation>{name} 的数值如何分布</translation>
        </message>
        <message>
            <source>neuron {unit}</source>
            <translation>神经元 {unit}</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Inside</source>
            <translation>内部</translation>
        </message>
        <message>
            <source>Lock the scale</source>
            <translation>锁定刻度</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>The layer that is shown: that of the selected neuron</source>
            <translation>显示的层：所选神经元所在的层</translation>
        </message>
        <message>
            <source>What to show of the layer</source>
            <translation>显示该层的哪些内容</translation>
        </message>
        <message>
            <source>How to show the weights</source>
            <translation>如何显示权重</translation>
        </message>
        <message>
            <source>Rows of numbers, or each neuron as a picture</source>
            <translation>数值行，或把每个神经元显示为图片</translation>
        </message>
        <message>
            <source>Keep colours and axes as they are, to compare moments</source>
            <translation>保持颜色和坐标轴不变，以便比较不同时刻</translation>
        </message>
        <message>
            <source>Enlarge the selected neuron</source>
            <translation>放大所选神经元</translation>
        </message>
        <message>
            <source>Show the selected neuron large (Return, or two clicks on it)</source>
            <translation>放大显示所选神经元（Return，或双击它）</translation>
        </message>
        <message>
            <source>The weights as they are</source>
            <translation>权重本身</translation>
        </message>
        <message>
            <source>How the cost changes with each weight: the gradient of the next step</source>
            <translation>代价随每个权重如何变化：下一步的梯度</translation>
        </message>
        <message>
            <source>The biases as they are</source>
            <translation>偏置本身</translation>
        </message>
        <message>
            <source>How the cost changes with each bias: the gradient of the next step</source>
            <translation>代价随每个偏置如何变化：下一步的梯度</translation>
        </message>
        <message>
            <source>For the selected picture: z = w x + b of each unit</source>
            <translation>对所选图片：每个单元的 z = w x + b</translation>
        </message>
        <message>
            <source>For the selected picture: a = g(z) of each unit</source>
            <translation>对所选图片：每个单元的 a = g(z)</translation>
        </message>
        <message>
            <source>layer {number}: 1 unit</source>
            <translation>第 {number} 层：1 个单元</translation>
        </message>
        <message>
            <source>layer {number}: {units:,} units</source>
            <translation>第 {number} 层：{units:,} 个单元</translation>
        </message>
        <message>
            <source>How an answer is split</source>
            <translation>回答如何拆分</translation>
        </message>
        <message>
            <source>Neuron {unit:,}</source>
            <translation>神经元 {unit:,}</translation>
        </message>
        <message>
            <source>Split the z of {neuron}, which is selected, the same way</source>
            <translation>用同样的方法拆分所选{neuron} 的 z</translation>
        </message>
        <message>
            <source>Learning added training pictures to the weights of layer 1 and took others away; nothing else. So what the network makes of a picture is a sum, and each training picture has its exact share in it: its weight, times how much of it is in your picture. Through active ReLUs the shares go on to the answer, and they add up to the very number that it is computed from.

All pictures have a lot in common, light above all, so each is compared with yours after the mean training picture is taken off both, and what all share has one row of its own. Without that, the shares would be hundreds of times as large as their sum, and much the same pictures would lead whatever you show.</source>
            <translation>学习过程只是把一些训练图片加到第 1 层的权重上，又从中减去另一些，此外别无其他。所以网络对一张图片算出的结果是一个和，每张训练图片在其中都有精确的份额：它的权重，乘以它在你的图片中所占的多少。经过激活的 ReLU，这些份额一直传到回答，相加后恰好就是算出回答的那个数。

所有图片都有很多共同之处，首先是亮度，因此先从每张训练图片和你的图片中减去平均训练图片，再作比较，而所有图片的共同部分单独占一行。否则，各份额会是其总和的几百倍，而且无论你给出什么图片，排在前面的几乎总是同样的那些。</translation>
        </message>
        <message>
            <source>What to explain</source>
            <translation>要解释什么</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>答案</translation>
        </message>
        <message>
            <source>Split the answer among training pictures</source>
            <translation>把回答拆分给各张训练图片</translation>
        </message>
        <message>
            <source>Pixels</source>
            <translation>像素</translation>
        </message>
        <message>
            <source>What moved the answer, pixel by pixel</source>
            <translation>逐个像素看是什么影响了回答</translation>
        </message>
    </context>
    <context>
        <name>ExampleRow</name>
        <message>
            <source>Click a picture to select it</source>
            <translation>单击图片即可选中</translation>
        </message>
    </context>
    <context>
        <name>InsideView</name>
        <message>
            <source>weights {name}</source>
            <translation>权重 {name}</translation>
        </message>
        <message>
            <source>learned, since the start</source>
            <translation>开始以来学到的</translation>
        </message>
        <message>
            <source>This network learned from other data than those that are loaded: which of its training pictures excite it isn't known.</source>
            <translation>这个网络是用其他数据训练的，不是当前载入的数据：无从知道哪些训练图片会激发它。</translation>
        </message>
        <message>
            <source>✕ Of {count:,} training examples {bad:,} are left out: their z is not finite.</source>
            <translation>✕ {count:,} 个训练样本中有 {bad:,} 个未计入：它们的 z 不是有限数。</translation>
        </message>
        <message>
            <source>Of the first {count:,} training examples.</source>
            <translation>取自前 {count:,} 个训练样本。</translation>
        </message>
        <message>
            <source>training example {index}: z = {z}, a = {a}</source>
            <translation>训练样本 {index}：z = {z}，a = {a}</translation>
        </message>
        <message>
            <source>{text}; it is labelled {label}</source>
            <translation>{text}；标签为 {label}</translation>
        </message>
        <message>
            <source>{name} of {picture}</source>
            <translation>{picture} 的 {name}</translation>
        </message>
        <message>
            <source>labels {factor}</source>
            <translation>标注数值 {factor}</translation>
        </message>
        <message>
            <source>grey = 0</source>
            <translation>灰色 = 0</translation>
        </message>
        <message>
            <source>± {number}, locked</source>
            <translation>± {number}，已锁定</translation>
        </message>
        <message>
            <source>± {number} (99th percentile)</source>
            <translation>± {number}（第 99 百分位）</translation>
        </message>
        <message>
            <source>all values are 0</source>
            <translation>所有值均为 0</translation>
        </message>
        <message>
            <source>nothing beyond · grey = 0</source>
            <translation>无超出 · 灰色 = 0</translation>
        </message>
        <message>
            <source>{share} beyond · grey = 0</source>
            <translation>{share} 超出 · 灰色 = 0</translation>
        </message>
        <message>
            <source>rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>red</source>
            <translation>红</translation>
        </message>
        <message>
            <source>green</source>
            <translation>绿</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>蓝</translation>
        </message>
        <message>
            <source>R + G + B</source>
            <translation>R + G + B</translation>
        </message>
        <message>
            <source>✕ 1 value is not finite</source>
            <translation>✕ 1 个值不是有限数</translation>
        </message>
        <message>
            <source>✕ {number} values are not finite</source>
            <translation>✕ {number} 个值不是有限数</translation>
        </message>
        <message>
            <source>There is no gradient: this network learned from other data than those that are loaded.</source>
            <translation>没有梯度：这个网络学习所用的数据与当前载入的不同。</translation>
        </message>
        <message>
            <source>Z and A are shown for a picture, and these data have none.</source>
            <translation>Z 和 A 要针对一张图片来显示，而这些数据里没有图片。</translation>
        </message>
        <message>
            <source>Choose a picture, among the mistakes or of your own.</source>
            <translation>请选择一张图片，可以是错例，也可以是你自己的。</translation>
        </message>
        <message>
            <source>The chosen picture has {given} numbers ({shape}), this network takes {wanted}: choose another one.</source>
            <translation>所选图片有 {given} 个数（{shape}），而这个网络需要 {wanted} 个：请另选一张。</translation>
        </message>
    </context>
    <context>
        <name>LargeNeuron</name>
        <message>
            <source>✕ dead: no training example makes it active</source>
            <translation>✕ 死亡：没有训练样本能使它激活</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>One neuron, large</source>
            <translation>单个神经元，放大</translation>
        </message>
        <message>
            <source>The neuron before (Up)</source>
            <translation>上一个神经元（Up）</translation>
        </message>
        <message>
            <source>The next neuron (Down)</source>
            <translation>下一个神经元（Down）</translation>
        </message>
        <message>
            <source>Close (Escape)</source>
            <translation>关闭（Escape）</translation>
        </message>
        <message>
            <source>How to show the weights</source>
            <translation>如何显示权重</translation>
        </message>
        <message>
            <source>All colours together, one of them, their sum</source>
            <translation>所有颜色合在一起、其中一种，或它们的和</translation>
        </message>
        <message>
            <source>Neuron {unit} of {units:,} in layer {layer}</source>
            <translation>第 {layer} 层第 {unit} 个神经元，共 {units:,} 个</translation>
        </message>
        <message>
            <source>{title}: “{name}”</source>
            <translation>{title}：“{name}”</translation>
        </message>
        <message>
            <source>bias b = {b}</source>
            <translation>偏置 b = {b}</translation>
        </message>
        <message>
            <source>for {picture}: z = {z}, a = {a}</source>
            <translation>对 {picture}：z = {z}，a = {a}</translation>
        </message>
        <message>
            <source>its weights for the {count:,} units of layer {layer}</source>
            <translation>它对第 {layer} 层 {count:,} 个单元的权重</translation>
        </message>
        <message>
            <source>its weights for the {count:,} inputs</source>
            <translation>它对 {count:,} 个输入的权重</translation>
        </message>
        <message>
            <source>Training examples that excite it most, z below each</source>
            <translation>最能激发它的训练样本，下方为 z</translation>
        </message>
        <message>
            <source>Training examples that excite it least</source>
            <translation>最不能激发它的训练样本</translation>
        </message>
        <message>
            <source>Training pictures that excite it most, z below each</source>
            <translation>最能激发它的训练图片，下方为 z</translation>
        </message>
        <message>
            <source>Training pictures that excite it least</source>
            <translation>最不能激发它的训练图片</translation>
        </message>
    </context>
    <context>
        <name>WeightPicture</name>
        <message>
            <source>{name}, grey = 0</source>
            <translation>{name}，灰色 = 0</translation>
        </message>
    </context>
    <context>
        <name>WeightsPart</name>
        <message>
            <source>, numbers {factor}</source>
            <translation>，数值 {factor}</translation>
        </message>
        <message>
            <source>{title}: grey = 0, full colour from ± {number}{factor}</source>
            <translation>{title}：灰色 = 0，± {number} 起为全色{factor}</translation>
        </message>
    </context>
    <context>
        <name>Luck</name>
        <message>
            <source>Runs of {network}: mean {mean}, range {range}</source>
            <translation>{network}网络的各次训练：平均 {mean}，范围 {range}</translation>
        </message>
        <message>
            <source>seed {seed}: {p}</source>
            <translation>种子 {seed}：{p}</translation>
        </message>
        <message>
            <source>correct {where}</source>
            <translation>{where}</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均</translation>
        </message>
        <message>
            <source>range</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>No seed gave a result: {reason}</source>
            <translation>没有一个种子得出结果：{reason}</translation>
        </message>
        <message>
            <source>1 gave no result.</source>
            <translation>1 次没有结果。</translation>
        </message>
        <message>
            <source>{count} gave no result.</source>
            <translation>{count} 次没有结果。</translation>
        </message>
        <message>
            <source>1 run diverged.</source>
            <translation>1 次训练发散。</translation>
        </message>
        <message>
            <source>{count} runs diverged.</source>
            <translation>{count} 次训练发散。</translation>
        </message>
        <message>
            <source>{range} {where} from seed {seed}, the only one so far.</source>
            <translation>种子 {seed} 的{where}为 {range}，这是目前唯一的结果。</translation>
        </message>
        <message>
            <source>{range} {where} from each of {count} seeds.</source>
            <translation>{count} 个种子的{where}都是 {range}。</translation>
        </message>
        <message>
            <source>{range} {where} over {count} seeds, mean {mean}</source>
            <translation>{count} 个种子的{where}为 {range}，平均 {mean}</translation>
        </message>
        <message>
            <source>{mine} is one of the {ties} best.</source>
            <translation>{mine} 是并列最好的 {ties} 个之一。</translation>
        </message>
        <message>
            <source>{mine} is the best of {count}.</source>
            <translation>{mine} 是 {count} 个中最好的。</translation>
        </message>
        <message>
            <source>{mine} is one of the {ties} worst.</source>
            <translation>{mine} 是并列最差的 {ties} 个之一。</translation>
        </message>
        <message>
            <source>{mine} is the worst of {count}.</source>
            <translation>{mine} 是 {count} 个中最差的。</translation>
        </message>
        <message>
            <source>{mine} beats {worse} of the other {others}.</source>
            <translation>{mine} 胜过其余 {others} 个中的 {worse} 个。</translation>
        </message>
        <message>
            <source>your {value}</source>
            <translation>你的 {value}</translation>
        </message>
        <message>
            <source>the {value} of your seed {seed}</source>
            <translation>你的种子 {seed} 的 {value}</translation>
        </message>
        <message>
            <source>{network} {mean}</source>
            <translation>{network} {mean}</translation>
        </message>
        <message>
            <source>Means {where}: {means}.</source>
            <translation>{where}的平均值：{means}。</translation>
        </message>
        <message>
            <source>Every run of {network} beats all others.</source>
            <translation>{network}网络的每次训练都胜过其他所有训练。</translation>
        </message>
        <message>
            <source>Their ranges overlap: one run of each would not decide.</source>
            <translation>它们的范围有重叠：各训练一次分不出高下。</translation>
        </message>
        <message>
            <source>test cost</source>
            <translation>测试代价</translation>
        </message>
        <message>
            <source>training cost</source>
            <translation>训练代价</translation>
        </message>
        <message>
            <source>on the test set</source>
            <translation>测试集准确率</translation>
        </message>
        <message>
            <source>on the training set</source>
            <translation>训练集准确率</translation>
        </message>
        <message>
            <source>1 layer</source>
            <translation>1 层</translation>
        </message>
        <message>
            <source>{count} layers</source>
            <translation>{count} 层</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>hidden layers {hidden} · {initialization} · {optimizer} · α {rate:g} · {count} iterations</source>
            <translation>隐藏层 {hidden} · {initialization} · {optimizer} · α {rate:g} · {count} 次迭代</translation>
        </message>
        <message>
            <source>seed {seed}</source>
            <translation>种子 {seed}</translation>
        </message>
        <message>
            <source>seed {seed} (your run)</source>
            <translation>种子 {seed}（你的训练）</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>cost {cost}</source>
            <translation>代价 {cost}</translation>
        </message>
    </context>
    <context>
        <name>LuckView</name>
        <message>
            <source>Every run begins with weights drawn by lot, and the seed is the lot's number. Train from ten seeds to see how much of a result is the design, and how much was luck.</source>
            <translation>每次训练都从随机抽取的权重开始，种子就是这次抽取的编号。用十个种子训练，看看结果有多少来自设计，有多少来自运气。</translation>
        </message>
        <message>
            <source>The first runs are on their way.</source>
            <translation>第一批训练正在进行。</translation>
        </message>
        <message>
            <source>No run has ended.</source>
            <translation>还没有训练结束。</translation>
        </message>
        <message>
            <source>These are of another design: {design}</source>
            <translation>这些结果属于另一个设计：{design}</translation>
        </message>
        <message>
            <source>Ring: seed {seed}, your run.</source>
            <translation>圆环：种子 {seed}，你的训练。</translation>
        </message>
        <message>
            <source>With a photo of yours dropped, each run tells its p too.</source>
            <translation>拖入一张自己的照片，每次训练还会给出对它的 p。</translation>
        </message>
        <message>
            <source>Your photo came later: train again to see its p here.</source>
            <translation>你的照片是后来加入的：重新训练，才能在这里看到它的 p。</translation>
        </message>
        <message>
            <source>Use this seed</source>
            <translation>使用此种子</translation>
        </message>
        <message>
            <source>Use this seed with {network}</source>
            <translation>此种子用于 {network}网络</translation>
        </message>
    </context>
    <context>
        <name>OverTimeView</name>
        <message>
            <source>p against iteration</source>
            <translation>p 随迭代的变化</translation>
        </message>
        <message>
            <source>How probable the network found it, from the first state to now</source>
            <translation>从最初状态到现在，网络给出的概率</translation>
        </message>
        <message>
            <source>iteration</source>
            <translation>迭代</translation>
        </message>
        <message>
            <source>Select a picture, or drop one on “Your picture”.</source>
            <translation>请选择一张图片，或把图片拖到“你的图片”上。</translation>
        </message>
        <message>
            <source>Known of networks that are trained here.</source>
            <translation>只有在这里训练的网络才有这条曲线。</translation>
        </message>
        <message>
            <source>This picture is of another size than the network takes.</source>
            <translation>这张图片的大小与网络的输入不符。</translation>
        </message>
        <message>
            <source>p({name}) {p}</source>
            <translation>p({name}) {p}</translation>
        </message>
        <message>
            <source>{iteration}: {p}</source>
            <translation>{iteration}：{p}</translation>
        </message>
        <message>
            <source>{picture} · labelled “{name}”</source>
            <translation>{picture} · 标为“{name}”</translation>
        </message>
        <message>
            <source>Train, and see how it comes to its answer.</source>
            <translation>开始训练，看看它如何得出答案。</translation>
        </message>
        <message>
            <source>“{name}”</source>
            <translation>“{name}”</translation>
        </message>
        <message>
            <source>“{name}” from the start</source>
            <translation>从一开始就是“{name}”</translation>
        </message>
        <message>
            <source>“{name}” since about iteration {since}</source>
            <translation>约从第 {since} 次迭代起为“{name}”</translation>
        </message>
        <message>
            <source>“{name}” since about {since}, having changed {n} times</source>
            <translation>约从第 {since} 次迭代起为“{name}”，共改变 {n} 次</translation>
        </message>
        <message>
            <source>above, it says “{name}”</source>
            <translation>高于此线判为“{name}”</translation>
        </message>
        <message>
            <source>chance: {p}</source>
            <translation>随机水平：{p}</translation>
        </message>
    </context>
    <context>
        <name>AnswerPanel</name>
        <message>
            <source>Why?</source>
            <translation>为什么？</translation>
        </message>
        <message>
            <source>Why this answer?</source>
            <translation>为何这样判断？</translation>
        </message>
        <message>
            <source>Show which training pictures speak for it, and which against</source>
            <translation>显示哪些训练图片支持这个答案，哪些反对</translation>
        </message>
        <message>
            <source>p({name}) = {p}</source>
            <translation>p({name}) = {p}</translation>
        </message>
        <message>
            <source>from {low} at 0 to {high} at 1: {p}</source>
            <translation>从 0（{low}）到 1（{high}）：{p}</translation>
        </message>
        <message>
            <source>✓ right</source>
            <translation>✓ 正确</translation>
        </message>
        <message>
            <source>✕ wrong: it is labelled {name}</source>
            <translation>✕ 错误：它标为 {name}</translation>
        </message>
    </context>
    <context>
        <name>DropZone</name>
        <message>
            <source>Paste picture</source>
            <translation>粘贴图片</translation>
        </message>
        <message>
            <source>pasted</source>
            <translation>已粘贴</translation>
        </message>
    </context>
    <context>
        <name>PicturePanel</name>
        <message>
            <source>{file} as it is</source>
            <translation>{file} 原图</translation>
        </message>
        <message>
            <source>what the network sees, {width}×{height}</source>
            <translation>网络看到的，{width}×{height}</translation>
        </message>
    </context>
    <context>
        <name>PredictView</name>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Open pictures</source>
            <translation>打开图片</translation>
        </message>
        <message>
            <source>Choose pictures for the network to look at</source>
            <translation>选择要让网络看的图片</translation>
        </message>
        <message>
            <source>How the picture is prepared</source>
            <translation>图片如何预处理</translation>
        </message>
        <message>
            <source>or try</source>
            <translation>或试试</translation>
        </message>
        <message>
            <source>Your picture</source>
            <translation>你的图片</translation>
        </message>
        <message>
            <source>Predict {picture}</source>
            <translation>预测 {picture}</translation>
        </message>
        <message>
            <source>These data aren't pictures, so there is nothing to drop.</source>
            <translation>这些数据不是图片，所以这里不能拖入图片。</translation>
        </message>
        <message>
            <source>Drop a picture here, or try one of these:</source>
            <translation>把图片拖到这里，或试试下面这些：</translation>
        </message>
        <message>
            <source>Drop a picture here.</source>
            <translation>把图片拖到这里。</translation>
        </message>
        <message>
            <source>There is no picture on the clipboard.</source>
            <translation>剪贴板中没有图片。</translation>
        </message>
        <message>
            <source>drop, paste or open</source>
            <translation>拖入、粘贴或打开</translation>
        </message>
        <message>
            <source>{picture} · drop, paste or open</source>
            <translation>{picture} · 拖入、粘贴或打开</translation>
        </message>
        <message>
            <source>untrained: this is chance</source>
            <translation>未训练：只是碰运气</translation>
        </message>
        <message>
            <source>new design: train it first</source>
            <translation>新设计：请先训练</translation>
        </message>
        <message>
            <source>trained on {data} · pixels ÷ 255</source>
            <translation>训练数据 {data} · 像素 ÷ 255</translation>
        </message>
        <message>
            <source>The network was trained on {data}, and sees your picture as it saw those: turned upright as the camera noted (EXIF), transparent parts on white, squeezed to the network's size with antialiased bilinear interpolation, every pixel divided by 255.

If you come from the course: the notes' cell for your own image forgets to divide by 255, and so answers cat, p = 1.00, for almost any picture. For their my_image.jpg the course network's correct answer is non-cat: p(cat) = 0.126.</source>
            <translation>网络是用 {data} 训练的，它看你的图片与看训练图片的方式相同：按相机记录的方向（EXIF）转正，透明部分填成白色，用抗锯齿的双线性插值压缩到网络的输入大小，每个像素除以 255。

如果你学过这门课程：笔记中处理自己图片的那个单元格忘了除以 255，所以几乎对任何图片都回答 cat，p = 1.00。对于其中的 my_image.jpg，课程网络的正确答案是 non-cat：p(cat) = 0.126。</translation>
        </message>
    </context>
    <context>
        <name>RunActions</name>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Use the design and all settings of this run for the next one</source>
            <translation>下次训练采用这条训练记录的设计和全部设置</translation>
        </message>
        <message>
            <source>Open its model</source>
            <translation>打开其模型</translation>
        </message>
        <message>
            <source>Open the network that was kept of this run</source>
            <translation>打开这条训练记录保留的网络</translation>
        </message>
        <message>
            <source>Keep model</source>
            <translation>保留模型</translation>
        </message>
        <message>
            <source>Save the network of the present run in its row</source>
            <translation>把当前训练的网络保存到它的记录行中</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写备注</translation>
        </message>
        <message>
            <source>Write a note to this run</source>
            <translation>给这条训练记录写备注</translation>
        </message>
        <message>
            <source>Export as CSV…</source>
            <translation>导出为 CSV…</translation>
        </message>
        <message>
            <source>Write the selected runs to a file for spreadsheets</source>
            <translation>把所选训练记录写入电子表格可用的文件</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Take the selected runs off the list; this can be undone</source>
            <translation>从列表中移除所选训练记录；可以撤销</translation>
        </message>
        <message>
            <source>Undo delete</source>
            <translation>撤销删除</translation>
        </message>
        <message>
            <source>Bring back the runs that were deleted last</source>
            <translation>恢复最近删除的训练记录</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>Runs</name>
        <message>
            <source>unfinished at {done}</source>
            <translation>未完成，止于 {done}</translation>
        </message>
        <message>
            <source>paused at {done}</source>
            <translation>暂停于 {done}</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>✕ diverged at {done}</source>
            <translation>✕ 发散于 {done}</translation>
        </message>
        <message>
            <source>stopped early at {done}</source>
            <translation>提前停止于 {done}</translation>
        </message>
        <message>
            <source>{text}, what-if</source>
            <translation>{text}，假如</translation>
        </message>
        <message>
            <source>The run's number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Units of the hidden layers</source>
            <translation>各隐藏层的单元数</translation>
        </message>
        <message>
            <source>α</source>
            <translation>α</translation>
        </message>
        <message>
            <source>Learning rate at the beginning</source>
            <translation>开始时的学习率</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Training examples that it got right in the end</source>
            <translation>最终判断正确的训练样本</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>Test examples that it got right in the end</source>
            <translation>最终判断正确的测试样本</translation>
        </message>
        <message>
            <source>iterations</source>
            <translation>迭代</translation>
        </message>
        <message>
            <source>Updates in the whole run</source>
            <translation>整个训练的更新次数</translation>
        </message>
        <message>
            <source>cost</source>
            <translation>代价</translation>
        </message>
        <message>
            <source>Cost of the training examples in the end</source>
            <translation>最终在训练样本上的代价</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Seed of the first weights and of all that is random</source>
            <translation>初始权重及其他一切随机内容的种子</translation>
        </message>
        <message>
            <source>other settings</source>
            <translation>其他设置</translation>
        </message>
        <message>
            <source>All settings that aren't as usual</source>
            <translation>所有与默认值不同的设置</translation>
        </message>
        <message>
            <source>data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>What it learned from</source>
            <translation>学习所用的数据</translation>
        </message>
        <message>
            <source>end</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>How it ended</source>
            <translation>训练如何结束</translation>
        </message>
        <message>
            <source>time</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>How long it trained</source>
            <translation>训练用了多长时间</translation>
        </message>
        <message>
            <source>when</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>When it began</source>
            <translation>何时开始</translation>
        </message>
        <message>
            <source>note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>What you want to remember of it: F2, or a double click, to write</source>
            <translation>想记住的内容：按 F2 或双击即可填写</translation>
        </message>
        <message>
            <source>{drawn} of {count} runs are drawn</source>
            <translation>共 {count} 条训练记录，画出 {drawn} 条</translation>
        </message>
        <message>
            <source>and {count} more, as marked in the table</source>
            <translation>另有 {count} 条，标记见表格</translation>
        </message>
        <message>
            <source>run {number}</source>
            <translation>训练记录 {number}</translation>
        </message>
        <message>
            <source>{text}, differs</source>
            <translation>{text}，有差异</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>More to do with the selected runs</source>
            <translation>对所选训练记录的更多操作</translation>
        </message>
        <message>
            <source>All that can be done: open its model, write a note, export</source>
            <translation>所有可用操作：打开其模型、写备注、导出</translation>
        </message>
        <message>
            <source>Every run that you start with Train will be listed here, with its settings, its curves and how well it did, and stay when LayerLab is closed. Select several to compare them.</source>
            <translation>每次用“训练”开始的训练都会列在这里，连同它的设置、曲线和成绩，关闭 LayerLab 后仍会保留。选中多条即可比较。</translation>
        </message>
        <message>
            <source>weights {names}</source>
            <translation>权重 {names}</translation>
        </message>
        <message>
            <source>dropout {rates}</source>
            <translation>Dropout {rates}</translation>
        </message>
        <message>
            <source>first weights set by hand</source>
            <translation>初始权重为手动设定</translation>
        </message>
        <message>
            <source>init {value}</source>
            <translation>初始化 {value}</translation>
        </message>
        <message>
            <source>batches of {value}</source>
            <translation>批大小 {value}</translation>
        </message>
        <message>
            <source>momentum {value}</source>
            <translation>动量 {value}</translation>
        </message>
        <message>
            <source>weight decay {value}</source>
            <translation>权重衰减 {value}</translation>
        </message>
        <message>
            <source>schedule {value}</source>
            <translation>学习率计划 {value}</translation>
        </message>
        <message>
            <source>period {value}</source>
            <translation>周期 {value}</translation>
        </message>
        <message>
            <source>patience {value}</source>
            <translation>耐心值 {value}</translation>
        </message>
        <message>
            <source>keeps the best</source>
            <translation>保留最佳</translation>
        </message>
        <message>
            <source>first layer {value}</source>
            <translation>第一层 {value}</translation>
        </message>
        <message>
            <source>α {value}</source>
            <translation>α {value}</translation>
        </message>
        <message>
            <source>{value} iterations</source>
            <translation>{value} 次迭代</translation>
        </message>
        <message>
            <source>seed {value}</source>
            <translation>种子 {value}</translation>
        </message>
    </context>
    <context>
        <name>CurvesPane</name>
        <message>
            <source>Curves of the selected runs</source>
            <translation>所选训练记录的曲线</translation>
        </message>
        <message>
            <source>Solid: training set; dashed: test set. Figures: train, test</source>
            <translation>实线：训练集；虚线：测试集。数字：训练、测试</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>代价</translation>
        </message>
        <message>
            <source>Show the costs of the selected runs</source>
            <translation>显示所选训练记录的代价</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>Show how much the selected runs got right</source>
            <translation>显示所选训练记录的准确率</translation>
        </message>
    </context>
    <context>
        <name>RunsView</name>
        <message>
            <source>Earlier runs</source>
            <translation>以往的训练记录</translation>
        </message>
        <message>
            <source>Select several to lay their curves over each other. A bar marks settings that differ.</source>
            <translation>选中多条可叠放它们的曲线。竖条标出不同的设置。</translation>
        </message>
        <message>
            <source>Select runs for curves</source>
            <translation>选中记录以显示曲线</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the runs</source>
            <translation>筛选训练记录</translation>
        </message>
        <message>
            <source>Show only runs that have all of these words in some column</source>
            <translation>只显示各列中包含所有这些词的训练记录</translation>
        </message>
    </context>
    <context>
        <name>ShapesModel</name>
        <message>
            <source>total</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>layer l</source>
            <translation>层 l</translation>
        </message>
        <message>
            <source>The hidden layers and the output; the input is layer 0.</source>
            <translation>隐藏层和输出层；输入是第 0 层。</translation>
        </message>
        <message>
            <source>W[l] has n[l] rows, one for each unit, and n[l-1] columns.</source>
            <translation>W[l] 有 n[l] 行，每个单元一行；有 n[l-1] 列。</translation>
        </message>
        <message>
            <source>b[l] has n[l] rows, one for each unit, and 1 column, which is added for every example.</source>
            <translation>b[l] 有 n[l] 行，每个单元一行；只有 1 列，加到每个样本上。</translation>
        </message>
        <message>
            <source>Z[l] = W[l] A[l-1] + b[l] has n[l] rows, one for each unit, and m columns, one for each training example.</source>
            <translation>Z[l] = W[l] A[l-1] + b[l] 有 n[l] 行，每个单元一行；有 m 列，每个训练样本一列。</translation>
        </message>
        <message>
            <source>A[l] = g(Z[l]) has the shape of Z[l]. A[0] is X.</source>
            <translation>A[l] = g(Z[l]) 与 Z[l] 形状相同。A[0] 就是 X。</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>What the layer learns: n[l] × n[l-1] weights and n[l] biases.</source>
            <translation>这一层要学习的：n[l] × n[l-1] 个权重和 n[l] 个偏置。</translation>
        </message>
    </context>
    <context>
        <name>ShapesView</name>
        <message>
            <source>m = {m:,}, X is {n:,} × {m:,}; dW, db, dZ and dA have the shapes of W, b, Z and A</source>
            <translation>m = {m:,}，X 为 {n:,} × {m:,}；dW、db、dZ 和 dA 的形状与 W、b、Z 和 A 相同</translation>
        </message>
        <message>
            <source>Shapes of all arrays</source>
            <translation>所有数组的形状</translation>
        </message>
        <message>
            <source>Ctrl+C copies what is selected, or else everything</source>
            <translation>Ctrl+C 复制选中的内容；未选中时复制全部</translation>
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>The numbers of this stop</source>
            <translation>这一步的数值</translation>
        </message>
    </context>
    <context>
        <name>WalkHeader</name>
        <message>
            <source>One picture</source>
            <translation>单张图片</translation>
        </message>
        <message>
            <source>Whole batch</source>
            <translation>整批</translation>
        </message>
        <message>
            <source>What goes through the network: the selected picture, or all that it learns from</source>
            <translation>通过网络的内容：所选图片，或学习所用的全部样本</translation>
        </message>
        <message>
            <source>What the walk is of</source>
            <translation>演示对象</translation>
        </message>
        <message>
            <source>Per example</source>
            <translation>单个样本</translation>
        </message>
        <message>
            <source>Vectorized</source>
            <translation>向量化</translation>
        </message>
        <message>
            <source>Formulas for the i-th example, or for all examples at once</source>
            <translation>针对第 i 个样本的公式，或同时针对所有样本的公式</translation>
        </message>
        <message>
            <source>How the formulas are written</source>
            <translation>公式的写法</translation>
        </message>
        <message>
            <source>Which training example to look at</source>
            <translation>要查看哪个训练样本</translation>
        </message>
        <message>
            <source>Training example</source>
            <translation>训练样本</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>One stop back (Left)</source>
            <translation>后退一步（左方向键）</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>The next stop (Right)</source>
            <translation>前进一步（右方向键）</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Walk through all stops by itself</source>
            <translation>自动演示所有步骤</translation>
        </message>
        <message>
            <source>One example</source>
            <translation>单个样本</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
    </context>
    <context>
        <name>WalkView</name>
        <message>
            <source>Step by step</source>
            <translation>逐步演示</translation>
        </message>
    </context>
    <context>
        <name>WalkWords</name>
        <message>
            <source>Right and Left: next stop and the one before; Home and End: first and last. Up and Down in the numbers: another unit. Space trains, as always.</source>
            <translation>左右方向键：上一步、下一步；Home 和 End：第一步、最后一步。在数值中按上下方向键：换一个单元。空格键照常用于训练。</translation>
        </message>
        <message>
            <source>LINEAR {layer}</source>
            <translation>线性 {layer}</translation>
        </message>
        <message>
            <source>COST</source>
            <translation>代价</translation>
        </message>
        <message>
            <source>UPDATE</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>LINEAR</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>ACTIVATION</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>MEMORY</source>
            <translation>记忆</translation>
        </message>
        <message>
            <source>Forward, layer {layer} of {L}</source>
            <translation>前向，第 {layer} 层（共 {L} 层）</translation>
        </message>
        <message>
            <source>The cost</source>
            <translation>代价</translation>
        </message>
        <message>
            <source>Back, layer {layer} of {L}</source>
            <translation>反向，第 {layer} 层（共 {L} 层）</translation>
        </message>
        <message>
            <source>The update</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Step by step, stop {number} of {count}: {stop}</source>
            <translation>逐步演示，第 {number} 步（共 {count} 步）：{stop}</translation>
        </message>
        <message>
            <source>iteration {before:,} → {after:,} · {subject}</source>
            <translation>迭代 {before:,} → {after:,} · {subject}</translation>
        </message>
        <message>
            <source>{moment} · before the design was changed</source>
            <translation>{moment} · 设计更改之前</translation>
        </message>
        <message>
            <source>the first {m:,} of {of:,} examples</source>
            <translation>{of:,} 个样本中的前 {m:,} 个</translation>
        </message>
        <message>
            <source>batch of {m:,} examples</source>
            <translation>一批 {m:,} 个样本</translation>
        </message>
        <message>
            <source>training example {number:,}</source>
            <translation>训练样本 {number:,}</translation>
        </message>
        <message>
            <source>picture “{name}”</source>
            <translation>图片“{name}”</translation>
        </message>
        <message>
            <source>Layer {layer}, unit {unit:,}</source>
            <translation>第 {layer} 层，单元 {unit:,}</translation>
        </message>
        <message>
            <source>The network learned from other data, which aren't open: there is no batch. Choose one picture.</source>
            <translation>这个网络学习所用的是其他数据，现在没有打开，所以没有批。请选择一张图片。</translation>
        </message>
        <message>
            <source>Choose a picture of the size that this network takes.</source>
            <translation>请选择一张大小符合这个网络输入的图片。</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>请稍候…</translation>
        </message>
        <message>
            <source>Nobody has said what this picture is, so there is no cost and no way back. Choose a picture of the data, or the whole batch.</source>
            <translation>没有人说过这张图片是什么，所以没有代价，也无法反向传播。请选择数据中的图片，或整批。</translation>
        </message>
        <message>
            <source>A[0] = X, with pixels divided by 255: the notes' cell for an own picture forgets that.</source>
            <translation>A[0] = X，其中像素已除以 255：笔记里处理自己图片的那个单元格漏了这一步。</translation>
        </message>
        <message>
            <source>The notes once begin with rand · 0.01, so that no weight is negative; randn is meant.</source>
            <translation>笔记有一处开头用的是 rand · 0.01，这样就没有负的权重；本意是 randn。</translation>
        </message>
        <message>
            <source>The notes once count layers as len(parameters): each has W and b, so L = len(parameters) // 2.</source>
            <translation>笔记有一处把层数算作 len(parameters)：每层都有 W 和 b，所以 L = len(parameters) // 2。</translation>
        </message>
        <message>
            <source>Training leaves units out; here all take part.</source>
            <translation>训练时会随机失活一些单元；这里所有单元都参与。</translation>
        </message>
        <message>
            <source>The notes' regression divides by m twice and drops the 2 of the square: its gradients are 2m² times too small.</source>
            <translation>笔记中的回归除了两次 m，又丢了平方求导得到的 2：梯度只有应有值的 1/(2m²)。</translation>
        </message>
        <message>
            <source>The notes print dW[{layer}]ᵀ for W[{layer}]ᵀ once.</source>
            <translation>笔记有一处把 W[{layer}]ᵀ 误印成 dW[{layer}]ᵀ。</translation>
        </message>
        <message>
            <source>The notes print A[{layer}]ᵀ for A[{before}]ᵀ once.</source>
            <translation>笔记有一处把 A[{before}]ᵀ 误印成 A[{layer}]ᵀ。</translation>
        </message>
        <message>
            <source>The notes print db[l] = dz[1] for dz[l] once.</source>
            <translation>笔记有一处误印成 db[l] = dz[1]，应为 dz[l]。</translation>
        </message>
        <message>
            <source>The exercise stores this dA[{before}] as dA{layer}.</source>
            <translation>练习中把这个 dA[{before}] 存为 dA{layer}。</translation>
        </message>
        <message>
            <source>Nothing needs dA[0]: no layer learns from it.</source>
            <translation>dA[0] 用不到：没有哪一层靠它学习。</translation>
        </message>
        <message>
            <source>This run takes {size:,} examples in a step, not all.</source>
            <translation>这次训练每一步用 {size:,} 个样本，而不是全部。</translation>
        </message>
        <message>
            <source>A step for this example alone; a run takes the mean.</source>
            <translation>这里的一步只针对这个样本；实际训练取平均值。</translation>
        </message>
        <message>
            <source>α = {rate:.6g}</source>
            <translation>α = {rate:.6g}</translation>
        </message>
        <message>
            <source>β = {beta:g}</source>
            <translation>β = {beta:g}</translation>
        </message>
        <message>
            <source>λ = {decay:g}</source>
            <translation>λ = {decay:g}</translation>
        </message>
        <message>
            <source>t = {count:,}</source>
            <translation>t = {count:,}</translation>
        </message>
        <message>
            <source>{name} also goes by the steps before, and these aren't known: so neither is what becomes of W.</source>
            <translation>{name} 还取决于之前的各步，而这些无从得知，因此 W 会变成什么也不得而知。</translation>
        </message>
        <message>
            <source>The same for b, but no weight decay.</source>
            <translation>b 同理，但没有权重衰减。</translation>
        </message>
        <message>
            <source>The same for b.</source>
            <translation>b 同理。</translation>
        </message>
    </context>
    <context>
        <name>BuiltPanel</name>
        <message>
            <source>built most from</source>
            <translation>主要构成</translation>
        </message>
        <message>
            <source>and against</source>
            <translation>反向构成</translation>
        </message>
        <message>
            <source>Learning added each training picture to this neuron's weights, or took it away: what the neuron learned is exactly their sum with these weights.</source>
            <translation>学习过程把每张训练图片加到这个神经元的权重上，或从中减去：神经元学到的东西，恰好就是训练图片按这些权重相加的和。</translation>
        </message>
        <message>
            <source>Training pictures: {side}</source>
            <translation>训练图片：{side}</translation>
        </message>
        <message>
            <source>training pictures, exact weights</source>
            <translation>训练图片及其精确权重</translation>
        </message>
        <message>
            <source>training pictures, exact weights {unit}</source>
            <translation>训练图片及其精确权重 {unit}</translation>
        </message>
        <message>
            <source>Its weights are no finite numbers any more.</source>
            <translation>它的权重已不是有限数。</translation>
        </message>
        <message>
            <source>No training picture has moved this neuron in this run.</source>
            <translation>这次训练中，没有训练图片改变过这个神经元。</translation>
        </message>
    </context>
    <context>
        <name>LayerMap</name>
        <message>
            <source>Click a row; two clicks enlarge its neuron</source>
            <translation>单击选中一行，双击放大其神经元</translation>
        </message>
        <message>
            <source>Weights {name}: {rows:,} units, {columns:,} inputs</source>
            <translation>权重 {name}：{rows:,} 个单元，{columns:,} 个输入</translation>
        </message>
    </context>
    <context>
        <name>LayersPage</name>
        <message>
            <source>Layer 1: see its neurons under “Weights”.</source>
            <translation>第 1 层：其神经元见“权重”。</translation>
        </message>
    </context>
    <context>
        <name>NeuronPage</name>
        <message>
            <source>The selected neuron as a picture</source>
            <translation>以图片显示的所选神经元</translation>
        </message>
        <message>
            <source>Neurons of layer 1, most changed first</source>
            <translation>第 1 层的神经元，变化最大的在前</translation>
        </message>
        <message>
            <source>Click a neuron; two clicks enlarge it</source>
            <translation>单击选中神经元，双击放大</translation>
        </message>
        <message>
            <source>Layer 1: one row for each neuron</source>
            <translation>第 1 层：每个神经元一行</translation>
        </message>
        <message>
            <source>Click a row; two clicks enlarge its neuron</source>
            <translation>单击选中一行，双击放大其神经元</translation>
        </message>
        <message>
            <source>neuron {unit}: dead, moved by {moved}</source>
            <translation>神经元 {unit}：已死亡，移动了 {moved}</translation>
        </message>
        <message>
            <source>neuron {unit}: moved by {moved}</source>
            <translation>神经元 {unit}：移动了 {moved}</translation>
        </message>
    </context>
    <context>
        <name>NeuronWords</name>
        <message>
            <source>✕ dead: never active on any training picture</source>
            <translation>✕ 已死亡：对所有训练图片都不激活</translation>
        </message>
        <message>
            <source>of the training set makes it active</source>
            <translation>的训练集样本使它激活</translation>
        </message>
        <message>
            <source>moved {distance}</source>
            <translation>移动 {distance}</translation>
        </message>
        <message>
            <source>active {share}</source>
            <translation>激活 {share}</translation>
        </message>
        <message>
            <source>neuron {unit}</source>
            <translation>神经元 {unit}</translation>
        </message>
        <message>
            <source>neuron {unit}: “{name}”</source>
            <translation>神经元 {unit}：“{name}”</translation>
        </message>
        <message>
            <source>how far its weights moved</source>
            <translation>权重移动的距离</translation>
        </message>
        <message>
            <source>how far its weights moved: place {place} of {count:,}</source>
            <translation>权重移动的距离：在 {count:,} 个中排第 {place}</translation>
        </message>
    </context>
    <context>
        <name>WeightsView</name>
        <message>
            <source>What to show of the weights</source>
            <translation>显示权重的哪一方面</translation>
        </message>
        <message>
            <source>Learned</source>
            <translation>学到的</translation>
        </message>
        <message>
            <source>What training changed in layer 1</source>
            <translation>训练使第 1 层发生了什么变化</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>The weights of layer 1 as they are</source>
            <translation>第 1 层当前的权重</translation>
        </message>
        <message>
            <source>All layers</source>
            <translation>各层</translation>
        </message>
        <message>
            <source>The weights of the layers after it</source>
            <translation>第 1 层之后各层的权重</translation>
        </message>
        <message>
            <source>What layer 1 learned</source>
            <translation>第 1 层学到了什么</translation>
        </message>
        <message>
            <source>Weights of layer 1</source>
            <translation>第 1 层的权重</translation>
        </message>
        <message>
            <source>grey = unchanged · ± {number}</source>
            <translation>灰色 = 未变 · ± {number}</translation>
        </message>
        <message>
            <source>grey = 0 · ± {number}</source>
            <translation>灰色 = 0 · ± {number}</translation>
        </message>
        <message>
            <source>Weights after layer 1</source>
            <translation>第 1 层之后的权重</translation>
        </message>
        <message>
            <source>grey = 0</source>
            <translation>灰色 = 0</translation>
        </message>
        <message>
            <source>There is only layer 1: see its neurons under “Weights”.</source>
            <translation>只有第 1 层：其神经元见“权重”。</translation>
        </message>
    </context>
    <context>
        <name>PixelsPage</name>
        <message>
            <source>Which pixels move the answer</source>
            <translation>哪些像素影响回答</translation>
        </message>
        <message>
            <source>How much of the map is seen</source>
            <translation>热力图的可见程度</translation>
        </message>
        <message>
            <source>From the picture alone to the map alone</source>
            <translation>从只显示图片到只显示热力图</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>map</source>
            <translation>热力图</translation>
        </message>
        <message>
            <source>Blue: lighter here, more “{name}”. Orange: darker here, more of it.</source>
            <translation>蓝色：此处越亮，“{name}”越强。橙色：此处越暗，它越强。</translation>
        </message>
        <message>
            <source>Some of these numbers are not finite; they are grey.</source>
            <translation>其中有些数不是有限数，显示为灰色。</translation>
        </message>
        <message>
            <source>No pixel moves it: no path is active for this picture.</source>
            <translation>没有像素能影响它：对这张图片，没有激活的路径。</translation>
        </message>
        <message>
            <source>logit per unit of light, channels summed</source>
            <translation>每单位亮度的 logit 变化，各通道相加</translation>
        </message>
    </context>
    <context>
        <name>SharesPage</name>
        <message>
            <source>What adds up to the number</source>
            <translation>这个数由哪些部分相加而成</translation>
        </message>
        <message>
            <source>Click a training picture to select it</source>
            <translation>单击训练图片即可选中</translation>
        </message>
    </context>
    <context>
        <name>Why</name>
        <message>
            <source>all that is common</source>
            <translation>所有共同部分</translation>
        </message>
        <message>
            <source>What comes of the mean training picture, which is part of them all.</source>
            <translation>来自平均训练图片的部分，它包含在每张训练图片中。</translation>
        </message>
        <message>
            <source>biases</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>Layer 1: {first}; later layers: {later}</source>
            <translation>第 1 层：{first}；后面各层：{later}</translation>
        </message>
        <message>
            <source>The sum of all rows, exactly.</source>
            <translation>所有行之和，精确相等。</translation>
        </message>
        <message>
            <source>What the first weights, before any training, make of this picture.</source>
            <translation>训练之前的初始权重对这张图片算出的值。</translation>
        </message>
        <message>
            <source>first weights W1₀</source>
            <translation>初始权重 W1₀</translation>
        </message>
        <message>
            <source>What the weights, as they were when the model was opened, make of this picture. What built those isn't known.</source>
            <translation>打开模型时的权重对这张图片算出的值。这些权重由什么构成，无从得知。</translation>
        </message>
        <message>
            <source>weights as opened</source>
            <translation>打开时的权重</translation>
        </message>
        <message>
            <source>all {count:,} pictures</source>
            <translation>全部 {count:,} 张图片</translation>
        </message>
        <message>
            <source>All training pictures, taken together.</source>
            <translation>所有训练图片合计。</translation>
        </message>
        <message>
            <source>these {count:,} pictures</source>
            <translation>这 {count:,} 张图片</translation>
        </message>
        <message>
            <source>The training pictures that are shown, taken together.</source>
            <translation>所显示的训练图片合计。</translation>
        </message>
        <message>
            <source>{count:,} other pictures</source>
            <translation>其余 {count:,} 张图片</translation>
        </message>
        <message>
            <source>All other training pictures, taken together.</source>
            <translation>其余所有训练图片合计。</translation>
        </message>
        <message>
            <source>z of {neuron}</source>
            <translation>{neuron} 的 z</translation>
        </message>
        <message>
            <source>logit of “{name}”</source>
            <translation>“{name}”的 logit</translation>
        </message>
        <message>
            <source>the answer</source>
            <translation>回答</translation>
        </message>
        <message>
            <source>neuron {unit:,}</source>
            <translation>神经元 {unit:,}</translation>
        </message>
        <message>
            <source>neuron {unit:,} of layer {layer}</source>
            <translation>第 {layer} 层神经元 {unit:,}</translation>
        </message>
        <message>
            <source>The shares cancel out: nothing is left of them.</source>
            <translation>各份额相互抵消，什么也不剩。</translation>
        </message>
        <message>
            <source>The shares all point the same way.</source>
            <translation>所有份额方向一致。</translation>
        </message>
        <message>
            <source>The shares are {number} times as large as what is left of them.</source>
            <translation>份额的总量是抵消后所剩的 {number} 倍。</translation>
        </message>
        <message>
            <source>Some of these numbers are not finite any more.</source>
            <translation>其中有些数已不是有限数。</translation>
        </message>
        <message>
            <source>No path to it is active for this picture, so layer 1 has no say: it is what the biases of later layers make it.</source>
            <translation>对这张图片，没有通向它的激活路径，所以第 1 层不起作用：它完全由后面各层的偏置决定。</translation>
        </message>
        <message>
            <source>Nothing is learned yet: it is what the first weights make it.</source>
            <translation>还没有学到东西：它由初始权重决定。</translation>
        </message>
        <message>
            <source>Nothing is learned since it was opened: it is what its weights make it.</source>
            <translation>打开之后还没有学到东西：它由打开时的权重决定。</translation>
        </message>
        <message>
            <source>This network has no such neuron, or takes pictures of another size.</source>
            <translation>这个网络没有这样的神经元，或者它接受的图片尺寸不同。</translation>
        </message>
        <message>
            <source>Through {activation} it is exact only in layer 1: this is {neuron}.</source>
            <translation>经过 {activation}，只有在第 1 层才精确：这里显示的是{neuron}。</translation>
        </message>
    </context>
    <context>
        <name>WhyView</name>
        <message>
            <source>Why this answer?</source>
            <translation>为何这样判断？</translation>
        </message>
        <message>
            <source>Why “{name}”?</source>
            <translation>为什么是“{name}”？</translation>
        </message>
        <message>
            <source>Why this z?</source>
            <translation>为什么是这个 z？</translation>
        </message>
        <message>
            <source>Why z = {number}?</source>
            <translation>为什么 z = {number}？</translation>
        </message>
        <message>
            <source>Select a picture, or drop one on “Your picture”.</source>
            <translation>请选择一张图片，或把图片拖到“你的图片”上。</translation>
        </message>
        <message>
            <source>This picture is of another size than the network takes.</source>
            <translation>这张图片的大小与网络的输入不符。</translation>
        </message>
        <message>
            <source>training pictures that make it larger</source>
            <translation>使它增大的训练图片</translation>
        </message>
        <message>
            <source>and smaller</source>
            <translation>使它减小的</translation>
        </message>
        <message>
            <source>training pictures for “{name}”</source>
            <translation>支持“{name}”的训练图片</translation>
        </message>
        <message>
            <source>and against “{name}”</source>
            <translation>反对“{name}”的</translation>
        </message>
        <message>
            <source>output</source>
            <translation>输出</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Show the whole message</source>
            <translation>显示完整消息</translation>
        </message>
        <message>
            <source>Close the message</source>
            <translation>关闭消息</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>收起</translation>
        </message>
    </context>
    <context>
        <name>ConfusionGrid</name>
        <message>
            <source>Confusion matrix</source>
            <translation>混淆矩阵</translation>
        </message>
        <message>
            <source>said</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>said {said}, is {label}: {count} test pictures</source>
            <translation>预测为 {said}，实为 {label}：{count} 张测试图片</translation>
        </message>
        <message>
            <source> · click to see them</source>
            <translation> · 单击查看</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>{begin} to {end}: {count} of {total}</source>
            <translation>{begin} 到 {end}：{total} 个中有 {count} 个</translation>
        </message>
        <message>
            <source>one number of {every} was counted</source>
            <translation>每 {every} 个数只统计 1 个</translation>
        </message>
    </context>
    <context>
        <name>LayerChoices</name>
        <message>
            <source>The run's ({name})</source>
            <translation>沿用全局（{name}）</translation>
        </message>
        <message>
            <source>As it is set for the whole run</source>
            <translation>沿用整次训练的设置</translation>
        </message>
        <message>
            <source>Share of the layer's units that each update leaves out</source>
            <translation>每次更新时，该层随机失活的单元所占的比例</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>EditWords</name>
        <message>
            <source>Arrow keys choose a unit. + and − change the units of its layer by 1, Page Up and Page Down by 10; a digit, F2 or Enter types them. Insert adds a layer after it, Ctrl+D doubles it, Alt with an arrow moves it, Delete removes it. A, I and D set activation, initialization and dropout; the Menu key shows all of this. Z and Shift+Z zoom, Ctrl+0 shows the whole.</source>
            <translation>方向键选择单元。+ 和 − 使所在层的单元数增减 1，Page Up 和 Page Down 增减 10；按数字键、F2 或 Enter 可直接输入。Insert 在其后插入一层，Ctrl+D 复制该层，Alt 加方向键移动该层，Delete 删除该层。A、I、D 设置激活函数、初始化和 Dropout；菜单键列出全部操作。Z 和 Shift+Z 缩放，Ctrl+0 显示整个网络。</translation>
        </message>
        <message>
            <source>Units of layer {layer}: drag up for more, turn the wheel, or click to type. Drag sideways to move the layer.</source>
            <translation>第 {layer} 层的单元数：向上拖动增加，也可滚动滚轮，或单击后输入。左右拖动可移动该层。</translation>
        </message>
        <message>
            <source>Insert a hidden layer after the input</source>
            <translation>在输入之后插入隐藏层</translation>
        </message>
        <message>
            <source>Insert a hidden layer after layer {layer}</source>
            <translation>在第 {layer} 层之后插入隐藏层</translation>
        </message>
        <message>
            <source>Fewer units in layer {layer}</source>
            <translation>减少第 {layer} 层的单元</translation>
        </message>
        <message>
            <source>{name}: 1, with Shift 10</source>
            <translation>{name}：每次 1 个，按住 Shift 为 10 个</translation>
        </message>
        <message>
            <source>More units in layer {layer}</source>
            <translation>增加第 {layer} 层的单元</translation>
        </message>
        <message>
            <source>Activation of layer {layer}: {value}</source>
            <translation>第 {layer} 层的激活函数：{value}</translation>
        </message>
        <message>
            <source>Initialization of layer {layer}: {value}</source>
            <translation>第 {layer} 层的初始化：{value}</translation>
        </message>
        <message>
            <source>Dropout in layer {layer}: {value}</source>
            <translation>第 {layer} 层的 Dropout：{value}</translation>
        </message>
        <message>
            <source>All that can be done with layer {layer}</source>
            <translation>第 {layer} 层的全部操作</translation>
        </message>
        <message>
            <source>Remove hidden layer {layer}</source>
            <translation>删除隐藏层 {layer}</translation>
        </message>
        <message>
            <source>dropout {rate}</source>
            <translation>Dropout {rate}</translation>
        </message>
        <message>
            <source>run's init</source>
            <translation>全局初始化</translation>
        </message>
        <message>
            <source>no dropout</source>
            <translation>无 Dropout</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Output layer</source>
            <translation>输出层</translation>
        </message>
        <message>
            <source>Hidden layer {layer}</source>
            <translation>隐藏层 {layer}</translation>
        </message>
        <message>
            <source>&amp;Activation</source>
            <translation>激活函数(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Initialization</source>
            <translation>初始化(&amp;I)</translation>
        </message>
        <message>
            <source>Dropou&amp;t</source>
            <translation>Dropout(&amp;T)</translation>
        </message>
        <message>
            <source>Insert layer &amp;before</source>
            <translation>在前面插入层(&amp;B)</translation>
        </message>
        <message>
            <source>Insert layer be&amp;hind</source>
            <translation>在后面插入层(&amp;H)</translation>
        </message>
        <message>
            <source>Ins</source>
            <translation>Ins</translation>
        </message>
        <message>
            <source>Move &amp;left</source>
            <translation>左移(&amp;L)</translation>
        </message>
        <message>
            <source>Move ri&amp;ght</source>
            <translation>右移(&amp;G)</translation>
        </message>
        <message>
            <source>Alt+Left</source>
            <translation>Alt+Left</translation>
        </message>
        <message>
            <source>Alt+Right</source>
            <translation>Alt+Right</translation>
        </message>
        <message>
            <source>&amp;Duplicate</source>
            <translation>复制(&amp;D)</translation>
        </message>
        <message>
            <source>Ctrl+D</source>
            <translation>Ctrl+D</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>删除(&amp;R)</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Del</translation>
        </message>
        <message>
            <source>&amp;Units…</source>
            <translation>单元数(&amp;U)…</translation>
        </message>
        <message>
            <source>F2</source>
            <translation>F2</translation>
        </message>
        <message>
            <source>&amp;Other…</source>
            <translation>其他(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Zoom in</source>
            <translation>放大(&amp;Z)</translation>
        </message>
        <message>
            <source>Z</source>
            <translation>Z</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>缩小(&amp;O)</translation>
        </message>
        <message>
            <source>Shift+Z</source>
            <translation>Shift+Z</translation>
        </message>
        <message>
            <source>&amp;Fit the whole network</source>
            <translation>显示整个网络(&amp;F)</translation>
        </message>
        <message>
            <source>Ctrl+0</source>
            <translation>Ctrl+0</translation>
        </message>
        <message>
            <source>Units of layer {layer}</source>
            <translation>第 {layer} 层的单元数</translation>
        </message>
        <message>
            <source>Type a number; Enter takes it, Escape leaves it</source>
            <translation>输入一个数；Enter 确认，Esc 取消</translation>
        </message>
        <message>
            <source>Dropout in layer {layer}</source>
            <translation>第 {layer} 层的 Dropout</translation>
        </message>
        <message>
            <source>Type a share below 1, such as 0.25 or 25 %</source>
            <translation>输入小于 1 的比例，如 0.25 或 25 %</translation>
        </message>
    </context>
    <context>
        <name>SignRamp</name>
        <message>
            <source>Weights: orange is negative, grey is 0, blue is positive</source>
            <translation>权重：橙色为负，灰色为 0，蓝色为正</translation>
        </message>
    </context>
    <context>
        <name>NetworkHeader</name>
        <message>
            <source>weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>L = 1 layer · {parameters:,} parameters</source>
            <translation>L = 1 层 · {parameters:,} 个参数</translation>
        </message>
        <message>
            <source>L = {layers} layers · {parameters:,} parameters</source>
            <translation>L = {layers} 层 · {parameters:,} 个参数</translation>
        </message>
    </context>
    <context>
        <name>NetworkPaper</name>
        <message>
            <source>Fit</source>
            <translation>全图</translation>
        </message>
        <message>
            <source>Show the whole network (Ctrl+0)</source>
            <translation>显示整个网络（Ctrl+0）</translation>
        </message>
    </context>
    <context>
        <name>NetworkPlan</name>
        <message>
            <source>dropout {rate:g}</source>
            <translation>Dropout {rate:g}</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>A layer has 1 to {limit:,} units: type a whole number.</source>
            <translation>一层有 1 到 {limit:,} 个单元：请输入整数。</translation>
        </message>
        <message>
            <source>Dropout is a share: type 0 for none, or up to 0.99.</source>
            <translation>Dropout 是一个比例：输入 0 表示不用，最大 0.99。</translation>
        </message>
    </context>
    <context>
        <name>NetworkSheet</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
    </context>
    <context>
        <name>NetworkWords</name>
        <message>
            <source>Input of {count} numbers.</source>
            <translation>输入为 {count} 个数。</translation>
        </message>
        <message>
            <source>Hidden layer {layer}: {units:,} units, {name}.</source>
            <translation>隐藏层 {layer}：{units:,} 个单元，{name}。</translation>
        </message>
        <message>
            <source>Output layer {layer}: {units:,} units, {name}.</source>
            <translation>输出层 {layer}：{units:,} 个单元，{name}。</translation>
        </message>
        <message>
            <source>Selected: layer {layer}, unit {unit:,}.</source>
            <translation>已选中：第 {layer} 层，单元 {unit:,}。</translation>
        </message>
        <message>
            <source>The selected picture as the network sees it: {count} numbers</source>
            <translation>网络看到的所选图片：{count} 个数</translation>
        </message>
        <message>
            <source>A picture, as the network sees it: {count} numbers</source>
            <translation>网络看到的一张图片：{count} 个数</translation>
        </message>
        <message>
            <source>Input {unit:,} of {units:,}</source>
            <translation>第 {unit:,} 个输入（共 {units:,} 个）</translation>
        </message>
        <message>
            <source>Layer {layer}, unit {unit:,} of {units:,}</source>
            <translation>第 {layer} 层，单元 {unit:,}（共 {units:,} 个）</translation>
        </message>
        <message>
            <source>Activation {value:.3f} for the selected picture</source>
            <translation>对所选图片的激活值：{value:.3f}</translation>
        </message>
        <message>
            <source>× Dead: not active for any training picture, so its weights get no gradient</source>
            <translation>× 已死亡：对所有训练图片都不激活，因此其权重得不到梯度</translation>
        </message>
        <message>
            <source>Active for {share:.0%} of the training pictures</source>
            <translation>对 {share:.0%} 的训练图片激活</translation>
        </message>
        <message>
            <source>Strongest weights: from inputs {inputs}</source>
            <translation>最强的权重：来自输入 {inputs}</translation>
        </message>
        <message>
            <source>Strongest weights: from units {inputs}</source>
            <translation>最强的权重：来自单元 {inputs}</translation>
        </message>
        <message>
            <source>Units {first:,} to {last:,}: click to unfold them one by one</source>
            <translation>单元 {first:,} 到 {last:,}：点击可逐个展开</translation>
        </message>
        <message>
            <source>Every unit has a weight for each input and one bias.</source>
            <translation>每个单元对每个输入有一个权重，另有一个偏置。</translation>
        </message>
        <message>
            <source>The thicker the line to a unit, the more its {count:,} weights have changed since training began. All of them together have no sign: these lines are grey.</source>
            <translation>通往某个单元的线越粗，它的 {count:,} 个权重自训练开始以来变化越大。它们合在一起不分正负，所以这些线是灰色的。</translation>
        </message>
        <message>
            <source>Lines: the {most} strongest weights of each unit, among the units shown. Blue is positive, orange negative; the thickest would be the largest of the layer.</source>
            <translation>连线：在显示的单元之间，每个单元最强的 {most} 个权重。蓝色为正，橙色为负；最粗的线宽对应该层最大的权重。</translation>
        </message>
        <message>
            <source>What the network says of the selected picture</source>
            <translation>网络对所选图片的判断</translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <source>hollow: test point</source>
            <translation>空心：测试点</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Legend: {parts}</source>
            <translation>图例：{parts}</translation>
        </message>
        <message>
            <source>p({name})</source>
            <translation>p({name})</translation>
        </message>
    </context>
    <context>
        <name>ScaleBar</name>
        <message>
            <source>Colours from {0} to {1}</source>
            <translation>颜色从 {0} 到 {1}</translation>
        </message>
    </context>
    <context>
        <name>StandLabel</name>
        <message>
            <source>This is the nearest state that was kept, until yours is computed</source>
            <translation>这是最接近的已保存状态，所选状态正在计算</translation>
        </message>
        <message>
            <source>iteration {number}</source>
            <translation>第 {number} 次迭代</translation>
        </message>
        <message>
            <source>near: {number} …</source>
            <translation>邻近：{number} …</translation>
        </message>
        <message>
            <source>nearest kept: {number} …</source>
            <translation>最接近的已存状态：{number} …</translation>
        </message>
    </context>
    <context>
        <name>TimelineRow</name>
        <message>
            <source>Moments of the run</source>
            <translation>这次训练的各个时刻</translation>
        </message>
        <message>
            <source>Iteration that is shown</source>
            <translation>所显示的迭代</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最佳</translation>
        </message>
        <message>
            <source>Go to the best iteration</source>
            <translation>转到最佳的迭代</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Back to the present</source>
            <translation>回到当前</translation>
        </message>
        <message>
            <source>Back to the present, wherever the run is now</source>
            <translation>回到当前，即训练现在所到之处</translation>
        </message>
        <message>
            <source>Train on</source>
            <translation>续训</translation>
        </message>
        <message>
            <source>Train on from here</source>
            <translation>从此处继续训练</translation>
        </message>
        <message>
            <source>from {first}</source>
            <translation>从 {first} 起</translation>
        </message>
        <message>
            <source>Play the run as a film</source>
            <translation>把训练过程作为影片播放</translation>
        </message>
        <message>
            <source>Stop the film</source>
            <translation>停止播放</translation>
        </message>
        <message>
            <source>Stop the film here</source>
            <translation>在此处停止播放</translation>
        </message>
        <message>
            <source>Play the whole run as a film of about ten seconds</source>
            <translation>把整个训练过程作为约十秒的影片播放</translation>
        </message>
        <message>
            <source>Go back to any iteration: every view shows that moment. Arrow keys move by one, page keys by a tenth of the run.</source>
            <translation>回到任意一次迭代：所有视图都显示那一时刻。方向键每次移动一步，翻页键每次移动全程的十分之一。</translation>
        </message>
        <message>
            <source>Once the network has trained, go back to any iteration</source>
            <translation>网络训练之后，可以回到任意一次迭代</translation>
        </message>
        <message>
            <source>States before iteration {first} are not known.</source>
            <translation>第 {first} 次迭代之前的状态未知。</translation>
        </message>
        <message>
            <source>The best result on the test set isn't known</source>
            <translation>测试集上的最佳结果未知</translation>
        </message>
        <message>
            <source>Go to the best result on the test set: iteration {best}</source>
            <translation>转到测试集上的最佳结果：第 {best} 次迭代</translation>
        </message>
        <message>
            <source>Go back to a moment first, to train on from there</source>
            <translation>先回到某一时刻，再从那里继续训练</translation>
        </message>
        <message>
            <source>The run ends here: choose more iterations to train on</source>
            <translation>训练到此结束：要继续训练，先增加迭代次数</translation>
        </message>
        <message>
            <source>Train on from here, as a new run with the curves up to here. A learning rate that you choose now holds from here on.</source>
            <translation>从此处继续训练，成为一条新的训练记录，曲线保留到此处。现在选择的学习率从此处起生效。</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Open data</source>
            <translation>打开数据</translation>
        </message>
        <message>
            <source>HDF5 files (*.h5 *.hdf5 *.hdf);;All files (*)</source>
            <translation>HDF5 文件 (*.h5 *.hdf5 *.hdf);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Open model</source>
            <translation>打开模型</translation>
        </message>
        <message>
            <source>Models (*.h5)</source>
            <translation>模型 (*.h5)</translation>
        </message>
        <message>
            <source>Save model</source>
            <translation>保存模型</translation>
        </message>
        <message>
            <source>Export NumPy program</source>
            <translation>导出 NumPy 程序</translation>
        </message>
        <message>
            <source>Python programs (*.py)</source>
            <translation>Python 程序 (*.py)</translation>
        </message>
        <message>
            <source>Predict pictures</source>
            <translation>预测图片</translation>
        </message>
        <message>
            <source>Pictures ({patterns})</source>
            <translation>图片 ({patterns})</translation>
        </message>
        <message>
            <source>LayerLab speaks another language when it is started again.</source>
            <translation>重新启动 LayerLab 后，界面将使用所选的语言。</translation>
        </message>
    </context>
</TS>
