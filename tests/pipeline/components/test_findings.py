"""Invented sentences and the findings they state: one table for each structure that the guidelines name."""

import pytest

from tests.pipeline.sentences import found, lines

ACTIVE_AND_PASSIVE = [
    ("Leucine increased muscle protein synthesis.", "leucine: muscle protein synthesis +"),
    ("Oral leucine lowered fasting glucose.", "leucine: fasting glucose -"),
    ("Taurine significantly reduced pulse pressure compared with placebo.", "taurine: pulse pressure -"),
    ("Compared with placebo, taurine reduced pulse pressure.", "taurine: pulse pressure -"),
    ("Taurine, compared with placebo, reduced pulse pressure.", "taurine: pulse pressure -"),
    ("Fasting glucose was lowered by leucine.", "leucine: Fasting glucose -"),
    ("Fasting glucose was clearly reduced after glycine ingestion.", "glycine: Fasting glucose -"),
    ("After taurine ingestion, pulse pressure fell by 12%.", "taurine: pulse pressure -"),
    ("In mice fed leucine, liver fat was lower.", "leucine: liver fat -"),
    ("Collagen synthesis increased when glycine was added.", "glycine: Collagen synthesis +"),
    ("Glycine added to the medium raised collagen synthesis.", "glycine: collagen synthesis +"),
    ("Leucine activates mTORC1.", "leucine: mTORC1 +"),
    ("Taurine inhibited lipid peroxidation.", "taurine: lipid peroxidation -"),
    ("Relative to saline, glycine infusion doubled renal blood flow.", "glycine: renal blood flow +"),
    ("Plasma arginine rose after citrulline.", "citrulline: Plasma arginine +"),
    ("D-serine raised synaptic plasticity.", "d-serine: synaptic plasticity +"),
    ("L-serine lowered pain.", "serine: pain -"),
    ("Taurine raised cardiac output while lowering pulse pressure.", "taurine: cardiac output +, pulse pressure -"),
    ("Glycine was effective in lowering pain.", "glycine: pain -"),
]
NOMINAL = [
    ("Leucine is a potent stimulator of muscle protein synthesis.", "leucine: muscle protein synthesis +"),
    ("Taurine was not an inhibitor of lipid peroxidation.", "taurine: lipid peroxidation ="),
    (
        "Citrulline was an activator of insulin secretion and blood flow.",
        "citrulline: insulin secretion +, blood flow +",
    ),
    ("Taurine supplementation led to a fall in blood pressure.", "taurine: blood pressure -"),
    ("An increase in bile flow was seen after arginine infusion.", "arginine: bile flow +"),
    ("Glutamine produced a marked rise in glutathione.", "glutamine: glutathione +"),
    ("Administration of glycine was followed by a drop in triglycerides.", "glycine: triglycerides -"),
    ("A decrease in fatigue was reported by participants taking carnitine.", "carnitine: fatigue -"),
    ("Improvements in sleep quality were seen with glycine.", "glycine: sleep quality +"),
    ("There was a significant increase in lean mass in the creatine group.", "creatine: lean mass +"),
    ("The decrease in pulse pressure after taurine was significant.", "taurine: pulse pressure -"),
    ("The decrease in pulse pressure was not seen with taurine.", "taurine: pulse pressure ="),
]
COMPARATIVE = [
    ("Bile flow was higher with leucine than with placebo.", "leucine: Bile flow +"),
    ("Bile flow was greater with glycine compared with saline.", "glycine: Bile flow +"),
    ("Bile flow was higher after leucine than after valine.", "leucine: Bile flow +"),
    ("Serum ferritin was higher with placebo than with taurine.", "taurine: Serum ferritin -"),
    ("Grip strength was lower in the placebo group than in the creatine group.", "creatine: Grip strength +"),
    ("Food intake was 12% lower in leucine-fed rats than in control rats.", "leucine: Food intake -"),
    ("Rats fed leucine had lower liver fat and higher lean mass than controls.", "leucine: liver fat -, lean mass +"),
    ("The increase in lean mass was greater with creatine than with placebo.", "creatine: lean mass +"),
    ("The glycine group had a greater increase in lean mass than the placebo group.", "glycine: lean mass +"),
    ("Glycine-treated rats had higher survival.", "glycine: survival +"),
    ("Recovery was faster with carnitine.", "carnitine: Recovery +"),
    ("Weight loss was greater with taurine.", "taurine: Weight loss +"),
    ("Weight gain was lower in rats fed taurine.", "taurine: Weight gain -"),
]
ADJECTIVES = [
    ("Leucine caused lower fasting glucose and higher bile flow.", "leucine: fasting glucose -, bile flow +"),
    ("Reduced serum lactate was seen after citrulline supplementation.", "citrulline: serum lactate -"),
    ("Rats given taurine had less liver fat than controls.", "taurine: liver fat -"),
    ("Rats given taurine had more liver glycogen.", "taurine: liver glycogen +"),
    ("Mice fed a diet lacking methionine lost body fat.", "without methionine: body fat -"),
    ("Men taking creatine lost less lean mass than controls.", "creatine: lean mass +"),
    ("Carnitine caused less muscle damage.", "carnitine: muscle damage -"),
    ("Leucine supplementation was associated with higher lean mass.", "leucine: lean mass +"),
]
COORDINATION = [
    ("Glycine raised serum insulin, bile flow and appetite.", "glycine: serum insulin +, bile flow +, appetite +"),
    ("Glycine raised bile flow, lowered pain and did not change mood.", "glycine: bile flow +, pain -, mood ="),
    ("Glycine lowered pain (p < 0.05), fever (p = 0.01) and thirst.", "glycine: pain -, fever -, thirst -"),
    ("Leucine raised bile flow but not appetite.", "leucine: bile flow +, appetite ="),
    ("Leucine raised bile flow, but not appetite, in rats.", "leucine: bile flow +, appetite ="),
    ("Leucine raised bile flow without affecting appetite.", "leucine: bile flow +, appetite ="),
    ("Leucine raised bile flow but did not raise appetite.", "leucine: bile flow +, appetite ="),
    ("Citrulline raised plasma arginine but not ornithine.", "citrulline: plasma arginine +, ornithine ="),
]
SEVERAL_CAUSES = [
    ("Leucine and valine raised bile flow.", ["leucine: bile flow +", "valine: bile flow +"]),
    ("Both taurine and glycine lowered pain.", ["glycine: pain -", "taurine: pain -"]),
    ("Taurine as well as glycine lowered pain.", ["glycine: pain -", "taurine: pain -"]),
    (
        "Leucine and isoleucine raised bile flow but not appetite.",
        ["isoleucine: appetite =", "isoleucine: bile flow +", "leucine: appetite =", "leucine: bile flow +"],
    ),
    ("Taurine lowered pain whereas glycine raised appetite.", ["glycine: appetite +", "taurine: pain -"]),
    ("Taurine lowered pain, whereas glycine raised it.", ["glycine: pain +", "taurine: pain -"]),
]
CONTRASTS = [
    ("Leucine, but not valine, raised bile flow.", ["leucine: bile flow +", "valine: bile flow ="]),
    ("Leucine but not valine raised bile flow.", ["leucine: bile flow +", "valine: bile flow ="]),
    ("Taurine, not glycine, lowered pain.", ["glycine: pain =", "taurine: pain -"]),
    ("Bile flow rose with leucine but not with valine.", ["leucine: Bile flow +", "valine: Bile flow ="]),
    ("Bile flow was increased by leucine but not by valine.", ["leucine: Bile flow +", "valine: Bile flow ="]),
    (
        "Bile flow rose in the leucine group and not in the valine group.",
        ["leucine: Bile flow +", "valine: Bile flow ="],
    ),
    ("Glycine raised bile flow in men but not in women.", ["glycine: bile flow +", "glycine: bile flow ="]),
    ("Leucine lowered thirst, but placebo lowered pain.", ["leucine: thirst -"]),
]
NO_EFFECT = [
    ("Neither leucine nor valine changed bile flow.", ["leucine: bile flow =", "valine: bile flow ="]),
    ("Bile flow was increased neither by leucine nor by valine.", ["leucine: Bile flow =", "valine: Bile flow ="]),
    ("Leucine increased neither bile flow nor appetite.", ["leucine: appetite =", "leucine: bile flow ="]),
    ("Neither bile flow nor appetite was affected by valine.", ["valine: appetite =", "valine: bile flow ="]),
    ("Pulse changed in neither group after taurine.", ["taurine: Pulse ="]),
    ("Taurine failed to lower blood pressure.", ["taurine: blood pressure ="]),
    ("Taurine was ineffective in lowering blood pressure.", ["taurine: blood pressure ="]),
    ("There was no evidence that taurine lowered blood pressure.", ["taurine: blood pressure ="]),
    ("Blood pressure fell with taurine, but the change was not significant.", ["taurine: Blood pressure ="]),
    ("There was a non-significant fall in blood pressure with taurine.", ["taurine: blood pressure ="]),
    ("Taurine was not superior to placebo in grip strength.", ["taurine: grip strength ="]),
    ("The two groups were not different with respect to mood after taurine.", ["taurine: mood ="]),
    (
        "No changes in pulse, mood or sleep were seen with taurine.",
        ["taurine: mood =", "taurine: pulse =", "taurine: sleep ="],
    ),
    ("There were no differences regarding mood after taurine supplementation.", ["taurine: mood ="]),
    ("Taurine tended to lower blood pressure.", ["taurine: blood pressure ="]),
    ("Taurine had no effect on pulse, mood or sleep.", ["taurine: mood =", "taurine: pulse =", "taurine: sleep ="]),
    ("No effect of taurine on blood pressure was observed.", ["taurine: blood pressure ="]),
    ("Lysine intake was without effect on bone density.", ["lysine: bone density ="]),
    (
        "There were no differences between groups in pulse, mood or sleep after taurine supplementation.",
        ["taurine: mood =", "taurine: pulse =", "taurine: sleep ="],
    ),
    ("There was no difference in blood pressure between taurine and placebo.", ["taurine: blood pressure ="]),
    ("Blood pressure was not different between taurine and placebo.", ["taurine: Blood pressure ="]),
    ("Blood pressure did not differ between taurine and placebo.", ["taurine: Blood pressure ="]),
    ("Blood pressure remained unchanged after taurine.", ["taurine: Blood pressure ="]),
    ("Blood pressure was similar in the taurine and placebo groups.", ["taurine: Blood pressure ="]),
    ("Blood pressure was unaffected by taurine.", ["taurine: Blood pressure ="]),
    ("The increase in lean mass did not differ between glycine and placebo.", ["glycine: lean mass ="]),
    ("Glycine was not effective in lowering pain.", ["glycine: pain ="]),
    ("The effect of taurine on blood pressure was not significant.", ["taurine: blood pressure ="]),
    ("There was no evidence of an effect of taurine on blood pressure.", ["taurine: blood pressure ="]),
    ("There was a trend towards a rise in lean mass with glycine.", ["glycine: lean mass ="]),
    ("No trans-stimulation of urea outflow was observed with lysine.", ["lysine: urea outflow ="]),
    ("No adverse effects were seen with taurine.", ["taurine: adverse effects ="]),
    ("No fever or vomiting occurred after taurine.", ["taurine: fever =", "taurine: vomiting ="]),
    ("The frequency of cramps showed similarity between taurine and placebo.", ["taurine: frequency of cramps ="]),
    ("Both groups showed similar results for mood and sleep after taurine.", ["taurine: mood =", "taurine: sleep ="]),
    ("Walking time was also not different between taurine and placebo.", ["taurine: Walking time ="]),
    (
        "No difference was seen between the groups at week four with respect to mood or sleep after taurine.",
        ["taurine: mood =", "taurine: sleep ="],
    ),
    (
        "Mood was mixed, with no effect observed between groups for vigor or fatigue after taurine.",
        ["taurine: fatigue =", "taurine: vigor ="],
    ),
    ("Bile flow did not respond to taurine.", ["taurine: Bile flow ="]),
]
COMPOSITION = [
    ("Arginine attenuated the rise in plasma ammonia.", "arginine: plasma ammonia -"),
    ("Glutamine prevented the fall in plasma glutathione.", "glutamine: plasma glutathione +"),
    ("Taurine abolished the increase in pulse.", "taurine: pulse -"),
    ("Theanine blocked the stress-induced increase in corticosterone.", "theanine: corticosterone -"),
    ("Glutamine reversed the alcohol-induced fall in glutathione.", "glutamine: glutathione +"),
    ("The rise in pulse was prevented by taurine.", "taurine: pulse -"),
    ("The rise in pulse was not prevented by taurine.", "taurine: pulse ="),
    ("The fall in glutathione was blunted in glycine-fed rats.", "glycine: glutathione +"),
    ("The rise in ALT and the fall in albumin were prevented by glycine.", "glycine: ALT -, albumin +"),
    ("Leucine did not prevent the rise in ammonia.", "leucine: ammonia ="),
    ("Taurine protected against liver damage.", "taurine: liver damage -"),
    ("Serine restored memory.", "serine: memory +"),
]
VALENCE = [
    ("Glycine improved sleep quality and improved fatigue.", "glycine: sleep quality +, fatigue -"),
    ("Glycine improved symptoms of depression.", "glycine: symptoms of depression -"),
    ("Taurine improved insulin resistance.", "taurine: insulin resistance -"),
    ("Taurine improved endothelial function.", "taurine: endothelial function +"),
    ("Pain scores were worse with glycine.", "glycine: Pain scores +"),
    ("Carnitine reduced soreness.", "carnitine: soreness -"),
]
TWO_ARMS = "The rats in group A received leucine and those in group B received saline."
TRIAL = "Men were given creatine or placebo for a week."
ARMS = [
    ([TWO_ARMS, "Food intake was lower in group A than in group B."], ["leucine: Food intake -"]),
    ([TWO_ARMS, "Food intake was higher in group B than in group A."], ["leucine: Food intake -"]),
    (["Mice were randomized to N-acetylcysteine (NAC) or vehicle.", "Liver fat fell in the NAC group."], None),
    ([TRIAL, "Body mass rose in the placebo group only."], []),
    ([TRIAL, "Body mass rose in both groups."], []),
    ([TRIAL, "Body mass rose in the placebo group but not in the creatine group."], ["creatine: Body mass ="]),
    (["Taurine was given to rats.", "Control rats gained body fat."], []),
]
ANAPHORA = [
    (["Alcohol lowered glutathione.", "This effect was prevented by glycine."], ["glycine: glutathione +"]),
    (
        ["Alcohol raised serum bilirubin and liver fat in rats.", "These changes were reversed by taurine."],
        ["taurine: liver fat -", "taurine: serum bilirubin -"],
    ),
    (["Rapamycin inhibited the effect of leucine on bile flow."], []),
    (["Bile flow was raised by leucine and this effect was abolished by rapamycin."], ["leucine: Bile flow +"]),
]
MIXTURES = [
    ("HMB with KIC raised lean mass.", "hmb+kic: lean mass +"),
    ("Arginine plus lysine raised appetite.", "arginine+lysine: appetite +"),
    ("Leucine combined with glycine raised appetite.", "glycine+leucine: appetite +"),
    ("The mixture of leucine and glycine raised appetite.", "glycine+leucine: appetite +"),
    ("The combination of leucine, glycine and valine lowered pain.", "glycine+leucine+valine: pain -"),
]
WITHHELD = [
    ("Leucine deprivation lowered food intake.", "without leucine: food intake -"),
    ("A leucine-free diet raised liver fat.", "without leucine: liver fat +"),
    ("A methionine-deficient diet raised plasma homocysteine.", "without methionine: plasma homocysteine +"),
    ("Rats fed a methionine-restricted diet had lower body fat.", "without methionine: body fat -"),
    ("Removal of methionine from the diet lowered body fat.", "without methionine: body fat -"),
    ("A diet devoid of tryptophan lowered brain serotonin.", "without tryptophan: brain serotonin -"),
    ("In the absence of insulin, leucine raised bile flow.", "leucine: bile flow +"),
]
LEVELS = [
    ("Plasma leucine was positively correlated with BMI.", ["level of leucine: BMI +"]),
    ("Serum glycine was inversely associated with insulin resistance.", ["level of glycine: insulin resistance -"]),
    ("Serum serine did not correlate with age.", ["level of serine: age ="]),
    (
        "BMI correlated with plasma leucine and valine levels.",
        ["level of leucine: BMI +", "level of valine: BMI +"],
    ),
    (
        "There was an inverse correlation between serum glycine and body fat.",
        ["level of glycine: body fat -"],
    ),
    ("Plasma leucine predicted insulin resistance.", ["level of leucine: insulin resistance +"]),
    (
        "Serum taurine was higher in patients with epilepsy than in controls.",
        ["level of taurine: epilepsy +"],
    ),
    (
        "Serum taurine was lower in controls than in patients with epilepsy.",
        ["level of taurine: epilepsy +"],
    ),
    (
        "Patients with epilepsy had lower plasma glycine than healthy controls.",
        ["level of glycine: epilepsy -"],
    ),
    (
        "Compared with controls, women with epilepsy had lower serum taurine concentrations.",
        ["level of taurine: epilepsy -"],
    ),
    (
        "Men with epilepsy showed higher serum glycine and lower serum taurine than men without epilepsy.",
        ["level of glycine: epilepsy +", "level of taurine: epilepsy -"],
    ),
    (
        "The serine level of patients with epilepsy was 90 umol/L, which was lower than that of the control group.",
        ["level of serine: epilepsy -"],
    ),
    ("Lower plasma glycine was associated with epilepsy.", ["level of glycine: epilepsy -"]),
    ("Plasma glycine was associated with a lower BMI.", ["level of glycine: BMI -"]),
    ("Plasma taurine predicted a reduced risk of stroke.", ["level of taurine: risk of stroke -"]),
    (
        "Plasma tyrosine, but not plasma glycine, was associated with stroke.",
        ["level of glycine: stroke =", "level of tyrosine: stroke +"],
    ),
]
DOSES = [
    (["Men drank leucine (3 g) before meals.", "Leucine lowered thirst."], ["leucine: thirst - (3 g)"]),
    (["Ingestion of 5 g of citrulline raised plasma nitrate."], ["citrulline: plasma nitrate + (5 g)"]),
    (["Two doses of taurine (1 and 3 g) raised appetite."], ["taurine: appetite + (1 g, 3 g)"]),
    (["Taurine at 1, 2 or 4 g/day lowered pain."], ["taurine: pain - (1 g/day, 2 g/day, 4 g/day)"]),
    (["Men took leucine, 3 g twice daily.", "Leucine raised lean mass."], ["leucine: lean mass + (3 g)"]),
    (
        ["Men took arginine (6 g) and citrulline (2 g).", "Arginine lowered pain.", "Citrulline raised appetite."],
        ["arginine: pain - (6 g)", "citrulline: appetite + (2 g)"],
    ),
    (
        ["Men drank either 10 g leucine or 5 g valine.", "Leucine lowered pain.", "Valine raised appetite."],
        ["leucine: pain - (10 g)", "valine: appetite + (5 g)"],
    ),
    (["Rats were given 1, 2 or 3 g/kg of glycine.", "Glycine at 3 g/kg lowered pain."], ["glycine: pain - (3 g/kg)"]),
    (
        ["Rats got taurine (200 mg/kg) and metformin (50 mg/kg).", "Taurine lowered pain."],
        ["taurine: pain - (200 mg/kg)"],
    ),
    (["Rats got metformin (50 mg/kg) with or without taurine.", "Taurine lowered pain."], ["taurine: pain -"]),
    (["Cells got 5 mM glucose with leucine.", "Leucine raised insulin release."], ["leucine: insulin release +"]),
    (["Cells were cultured with 2 mM leucine.", "Leucine raised growth rate."], ["leucine: growth rate + (2 mmol/L)"]),
    (["Insulin release was raised by 2 mM leucine."], ["leucine: Insulin release + (2 mmol/L)"]),
    (["Mice drank taurine (2 g/L)-enriched water.", "Taurine lowered pain."], ["taurine: pain - (2 g/L)"]),
    (["Rats got taurine (3 g/kg) chow for a week.", "Taurine lowered pain."], ["taurine: pain - (3 g/kg)"]),
    (["Leucine raised 3-MG transport in muscle."], ["leucine: 3-MG transport +"]),
    (["Taurine lowered plasma glucose to 5.1 ± 0.3 mmol/L."], ["taurine: plasma glucose -"]),
    (["Glycine lowered plasma glucose from 7 mmol/L to 5 mmol/L."], ["glycine: plasma glucose -"]),
    (["Glycine lowered plasma glucose to 5 mmol/L."], ["glycine: plasma glucose -"]),
    (["The dose of glycine was raised to 5 g/day.", "Glycine lowered pain."], ["glycine: pain - (5 g/day)"]),
    (["Taurine doses of 2 g followed by 4 g lowered pain."], ["taurine: pain - (2 g, 4 g)"]),
    (["Co-ingestion of 3 g leucine and 2 g glycine raised appetite."], ["glycine+leucine: appetite + (3 g, 2 g)"]),
    (["Hens ate a diet with 0.4% of methionine.", "Methionine raised egg mass."], ["methionine: egg mass + (0.4%)"]),
    (
        ["Hens ate diets with 0.3, 0.4 and 0.5% of methionine.", "Methionine raised egg mass."],
        ["methionine: egg mass + (0.3%, 0.4%, 0.5%)"],
    ),
    (
        ["Pigs ate a poor diet or a poor diet + 0.3% lysine.", "Lysine raised body weight."],
        ["lysine: body weight + (0.3%)"],
    ),
    (["Supplementation with glutamine (1.2%) lowered pain."], ["glutamine: pain - (1.2%)"]),
    (["A glutamine-supplemented (2.5%) diet lowered pain."], ["glutamine: pain - (2.5%)"]),
    (
        ["Rats ate 1.2 or 2.5% glutamine.", "Pain fell with 2.5% glutamine.", "Thirst was lowered by 1.2% glutamine."],
        ["glutamine: Pain - (2.5%)", "glutamine: Thirst - (1.2%)"],
    ),
    (
        ["Hens ate diets with 0.9, 1.1 or 1.3% digestible lysine.", "Lysine raised egg mass."],
        ["lysine: egg mass + (0.9%, 1.1%, 1.3%)"],
    ),
    (
        ["Hens ate diets with 0.9% SID lysine (requirement), 1.1% and 1.3% SID lysine.", "Lysine raised egg mass."],
        ["lysine: egg mass + (0.9%, 1.1%, 1.3%)"],
    ),
    (
        ["Goats were fed different amounts of carnitine as follows: 1, 2 and 4 g/kg.", "Carnitine lowered pain."],
        ["carnitine: pain - (1 g/kg, 2 g/kg, 4 g/kg)"],
    ),
    (
        ["Carnitine was added to the feed as follows: 0% (T1), 1% (T2) and 2% (T3).", "Carnitine lowered pain."],
        ["carnitine: pain - (1%, 2%)"],
    ),
    (["Hens were fed 100% or 130% required lysine.", "Lysine raised egg mass."], ["lysine: egg mass +"]),
    (["Hens were fed 130% of the recommended lysine.", "Lysine raised egg mass."], ["lysine: egg mass +"]),
    (["Glycine lowered plasma leucine (20%) and urea (30%)."], ["glycine: plasma leucine -", "glycine: urea -"]),
    (
        ["Men took a blend (70% leucine, 20% valine) with 5 g of leucine.", "Leucine lowered pain."],
        ["leucine: pain - (5 g)"],
    ),
    (
        [
            "Hens ate a control diet containing 0.9% lysine or diets with 1.1 and 1.3% lysine.",
            "Lysine raised egg mass.",
        ],
        ["lysine: egg mass + (1.1%, 1.3%)"],
    ),
    (
        [
            "Hens ate a diet with 0.9% lysine.",
            "Lysine raised egg mass.",
            "The best mass corresponds to an intake of 1.8 g/day lysine.",
        ],
        ["lysine: egg mass + (0.9%)"],
    ),
    (
        ["Men took 5 g of taurine plus 1 g of resistant starch.", "Taurine lowered pain."],
        ["taurine: pain - (5 g)"],
    ),
    (
        ["Rats got saline (group 1), 50 mg/kg (group 2) or 90 mg/kg (group 3) of taurine.", "Taurine lowered pain."],
        ["taurine: pain - (50 mg/kg, 90 mg/kg)"],
    ),
    (
        ["We infused lysine (120 +/- 3 umol/kg/h) or saline in men.", "Lysine lowered pain."],
        ["lysine: pain - (120 umol/kg/h)"],
    ),
    (["Men received 2.4 ± 0.2 g/day of carnitine.", "Carnitine lowered pain."], ["carnitine: pain - (2.4 g/day)"]),
    (["Men received glycine.", "Glycine raised plasma leucine (120 ± 3 umol/L)."], ["glycine: plasma leucine +"]),
    (
        ["Men took creatine (2 g of creatine·kg-1·day-1).", "Creatine raised lean mass."],
        ["creatine: lean mass + (2 g/kg/day)"],
    ),
]
ARMS_AND_LEVELS = [
    (
        ["Goats were fed 0.2% taurine (TA) or 0.6% taurine (TB).", "Pain was lower in TA.", "Fever was lower in TB."],
        ["taurine: Fever - (0.6%)", "taurine: Pain - (0.2%)"],
    ),
    (
        [
            "Pigs were given lysine at 0, 1 and 3 g/day, named no lysine (NL), low lysine (LL) and high lysine (HL).",
            "Pain was lower in LL.",
            "Fever was higher in HL than in NL.",
        ],
        ["lysine: Fever + (3 g/day)", "lysine: Pain - (1 g/day)"],
    ),
    (
        ["Hens were fed 0.7, 0.9 or 1.1% valine (0.7V, 0.9V and 1.1V).", "Egg mass was higher in 0.9V than in 0.7V."],
        ["valine: Egg mass + (0.9%)"],
    ),
    (
        ["Hens ate feed with 2, 4 and 8 g/kg arginine.", "Arginine at 4 g/kg lowered pain.", "It also lowered fever."],
        ["arginine: fever - (4 g/kg)", "arginine: pain - (4 g/kg)"],
    ),
    (["Men got 3 g or 9 g of taurine.", "Pain was lowered by the higher dose."], ["taurine: Pain - (9 g)"]),
]
ROLES = [
    (["BACKGROUND: Leucine raises appetite.", "RESULTS: Glycine lowered pain."], ["glycine: pain -"]),
    (["AIM: To see if leucine raises appetite.", "RESULTS: Glycine lowered pain."], ["glycine: pain -"]),
    (["METHODS: Leucine raised to 3 g lowered pain.", "RESULTS: Glycine lowered thirst."], ["glycine: thirst -"]),
    (["BACKGROUND Leucine raises appetite.", "RESULTS Glycine lowered pain."], ["glycine: pain -"]),
    (["RESULTS: Glycine lowered pain.", "CONCLUSION: Glycine lowered pain."], ["glycine: pain -"]),
    (
        ["RESULTS: Glycine lowered pain.", "CONCLUSION: Glycine lowered thirst."],
        ["glycine: pain -", "glycine: thirst -"],
    ),
    (
        ["RESULTS: Glycine lowered pain and fever.", "CONCLUSION: Glycine lowered thirst."],
        ["glycine: fever -", "glycine: pain -"],
    ),
    (["It is known that leucine raises appetite.", "We found that glycine lowered pain."], ["glycine: pain -"]),
    (["We tested whether leucine raises appetite.", "Glycine lowered pain."], ["glycine: pain -"]),
]
NOT_AMINO_ACIDS = [
    "Leucine aminopeptidase raised bile flow.",
    "Glutamine synthetase lowered ammonia.",
    "The glycine receptor lowered neuronal firing.",
    "The receptor for glycine raised calcium influx.",
    "Insulin raised Akt phosphorylation at Ser473.",
    "The peptide Gly-Ala-Leu raised insulin.",
    "Asparaginase lowered tumour growth.",
    "Alanine aminotransferase fell after exercise.",
    "Met lowered fasting glucose.",
    "ALA lowered blood pressure.",
    "BA raised bile flow.",
    "Leucine-induced insulin secretion was blocked by diazoxide.",
    "Rapamycin, an inhibitor of mTOR, blocked the rise in protein synthesis after leucine.",
    "Placebo lowered thirst.",
]


def _one_cause(line: str) -> list[str]:
    """``glycine: a +, b -`` as the lines of each finding."""
    cause, said = line.split(": ", 1)
    return sorted(f"{cause}: {part}" for part in said.split(", "))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        *ACTIVE_AND_PASSIVE,
        *NOMINAL,
        *COMPARATIVE,
        *ADJECTIVES,
        *COORDINATION,
        *COMPOSITION,
        *VALENCE,
        *MIXTURES,
        *WITHHELD,
    ],
)
def test_one_cause(sentence: str, expected: str) -> None:
    assert lines(sentence) == _one_cause(expected)


@pytest.mark.parametrize(("sentence", "expected"), [*SEVERAL_CAUSES, *CONTRASTS, *NO_EFFECT, *LEVELS])
def test_several_findings(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(("sentences", "expected"), [*ARMS, *ANAPHORA])
def test_what_other_sentences_say(sentences: list[str], expected: list[str] | None) -> None:
    assert lines(*sentences) == (["n-acetylcysteine: Liver fat -"] if expected is None else expected)


@pytest.mark.parametrize(("sentences", "expected"), ARMS_AND_LEVELS)
def test_a_sentence_may_speak_of_some_of_the_doses(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected


@pytest.mark.parametrize(("sentences", "expected"), DOSES)
def test_doses_belong_to_their_substance(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected


@pytest.mark.parametrize(("sentences", "expected"), ROLES)
def test_only_results_and_new_conclusions_count(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected


def test_a_title_counts_where_the_abstract_says_nothing_of_it() -> None:
    title = "Glycine lowers pain in rats"
    assert lines("Rats were kept in pairs.", title=title) == ["glycine: pain -"]
    assert lines("Glycine did not lower pain.", title=title) == ["glycine: pain ="]


def test_of_many_things_without_difference_ten_count() -> None:
    things = ", ".join(f"marker{i}" for i in range(14))
    assert len(found(f"Taurine had no effect on {things} or mood.")) == 10


@pytest.mark.parametrize("sentence", NOT_AMINO_ACIDS)
def test_what_is_no_amino_acid_causes_nothing(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param([sentence], expected, marks=pytest.mark.xfail(reason=reason))
        for sentence, expected, reason in [
            (
                "Glycine enhanced, and alanine reduced, bile flow.",
                ["alanine: bile flow -", "glycine: bile flow +"],
                "an object that two verbs share stands behind the second only",
            ),
            (
                "Leucine reduced, but did not abolish, food intake.",
                ["leucine: food intake -"],
                "an object that two verbs share stands behind the second only",
            ),
            (
                "In the absence of glutamine, cell growth fell.",
                ["without glutamine: cell growth -"],
                "the parser takes a verb of so short a sentence for a noun",
            ),
            (
                "Without leucine, cell growth fell.",
                ["without leucine: cell growth -"],
                "the parser takes a verb of so short a sentence for a noun",
            ),
            (
                "Arginine, lysine and ornithine each raised appetite.",
                ["arginine: appetite +", "lysine: appetite +", "ornithine: appetite +"],
                "the parser loses the list before each",
            ),
            (
                "Patients given glycine were more likely to survive.",
                ["glycine: survive +"],
                "the target is a verb",
            ),
            (
                "Glycine improved sleep quality compared with placebo, but not mood.",
                ["glycine: mood =", "glycine: sleep quality +"],
                "an excepted target is looked for right behind the targets only",
            ),
        ]
    ],
)
def test_not_read_yet(sentences: list[str], expected: list[str]) -> None:
    assert lines(*sentences) == expected
